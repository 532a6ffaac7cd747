using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// <c>.host/sessions.log</c>: one line for each name that is taken, <c>open SLUG JOB</c>, and one for each session that is off the list, <c>close SLUG</c>. Lines are
/// only appended, and the file is there from the first session on; a last one that a killed host left half written is ended by the next.
/// </summary>
public sealed class SessionBook : ISessionBook
{
    private readonly Dictionary<string, string> _open = [];
    private readonly HashSet<string> _taken = [];
    private readonly string _host;
    private bool _torn;

    private SessionBook(string host) => _host = host;

    public IReadOnlyList<(string Slug, string Job)> Open => [.. _open.Select(entry => (entry.Key, entry.Value))];

    /// <param name="root">Absolute path of the jobs root.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SessionBook Load(string root)
    {
        var host = Path.Combine(root, JobName.HostDirectory);
        var path = Path.Combine(host, HostFiles.Sessions);
        var text = File.Exists(path) ? PlainFile.ReadAll(path) : [];
        var book = new SessionBook(host);
        foreach (var line in Encoding.UTF8.GetString(text).Split('\n')) book.Take(line);
        book._torn = text is not [] and not [.., (byte)'\n'];
        return book;
    }

    public bool IsTaken(string slug) => _taken.Contains(slug);

    public void Claim(string slug, string job)
    {
        var line = $"open {slug} {job}";
        Append(line, durable: true);
        Take(line);
    }

    public void Close(string slug)
    {
        var line = $"close {slug}";
        Append(line, durable: false);
        Take(line);
    }

    private void Append(string line, bool durable)
    {
        Files.MakeDirectory(_host);
        using var directory = Files.OpenDirectory(_host);
        var isNew = _taken.Count == 0;
        using var file = Files.OpenAppend(directory, HostFiles.Sessions);
        var text = Encoding.ASCII.GetBytes($"{(_torn ? "\n" : "")}{line}\n");
        // Until it is whole: a full disk may take a part.
        _torn = true;
        file.WriteAll(text);
        if (durable) file.Sync();
        if (durable && isNew) directory.Sync();
        _torn = false;
    }

    // What is no such line claims nothing.
    private void Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["open", var slug, var job] when SlugRule.IsSlug(slug) && JobId.TryParse(job, out _):
                _taken.Add(slug);
                _open[slug] = job;
                break;
            case ["close", var slug]:
                _open.Remove(slug);
                break;
        }
    }
}
