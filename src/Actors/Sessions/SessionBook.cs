using System.Text;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// <c>.host/sessions.log</c>: one line for each name that is taken, <c>open SLUG JOB</c>, and one for each session that is off the list, <c>close SLUG</c>.
/// </summary>
public sealed class SessionBook : ISessionBook
{
    private readonly Dictionary<string, (string Job, int Number)> _open = [];
    private readonly HashSet<string> _taken = [];
    private readonly LineLog _lines;

    private SessionBook(LineLog lines) => _lines = lines;

    public IReadOnlyList<(string Slug, string Job)> Open => [.. _open.OrderBy(entry => entry.Value.Number).Select(entry => (entry.Key, entry.Value.Job))];

    public string? Unreadable { get; private set; }

    /// <param name="root">Absolute path of the jobs root.</param>
    /// <returns>One that knows and claims no name when the file cannot be read: jobs need none.</returns>
    public static SessionBook Load(string root)
    {
        var lines = new LineLog(Path.Combine(root, JobName.HostDirectory), HostFiles.Sessions);
        var book = new SessionBook(lines);
        try
        {
            // One line at a time: it may be tens of megabytes.
            ReadOnlySpan<byte> text = lines.Read();
            foreach (var line in text.Split((byte)'\n')) book.Take(Encoding.UTF8.GetString(text[line]));
        }
        catch (IOException error)
        {
            book.Unreadable = $"the names of sessions cannot be read: {error.Message}; "
                + "repair or remove that file, then run 'agent-exec host stop', which leaves jobs running";
        }

        return book;
    }

    public bool IsTaken(string slug) => _taken.Contains(slug);

    public void Claim(string slug, string job) => Append($"open {slug} {job}", durable: true);

    public void Close(string slug) => Append($"close {slug}", durable: false);

    private void Append(string line, bool durable)
    {
        if (Unreadable is not null) throw new IOException(Unreadable);
        _lines.Append(Encoding.ASCII.GetBytes(line), durable);
        Take(line);
    }

    // What is no such line claims nothing.
    private void Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["open", var slug, var job] when SlugRule.IsSlug(slug) && JobId.TryParse(job, out _):
                _taken.Add(slug);
                _open[slug] = (job, _taken.Count);
                break;
            case ["close", var slug]:
                _open.Remove(slug);
                break;
        }
    }
}
