using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Events;

/// <summary><c>.host/events.ndjson</c>: one <see cref="EventRecord"/> a line. A line that cannot be read, torn by a crash, says nothing.</summary>
/// <param name="root">Absolute path of the jobs root.</param>
public sealed class EventFile(string root) : IEventFile
{
    private readonly string _host = Path.Combine(root, JobName.HostDirectory);
    private bool _torn;

    public IEnumerable<EventRecord> Load()
    {
        var path = Path.Combine(_host, HostFiles.Events);
        if (!File.Exists(path)) return [];
        var text = PlainFile.ReadAll(path);
        _torn = text is not [] and not [.., (byte)'\n'];
        var records = new List<EventRecord>();
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', start) is var found and >= 0 ? found : text.Length;
            if (TryRead(text.AsSpan(start, end - start)) is { } record) records.Add(record);
            start = end + 1;
        }

        return records;
    }

    public void Append(EventRecord record)
    {
        Files.MakeDirectory(_host);
        using var directory = Files.OpenDirectory(_host);
        using var file = Files.OpenAppend(directory, HostFiles.Events);
        byte[] line = [.. _torn ? "\n"u8 : [], .. ContractJson.ToLine(record), (byte)'\n'];
        // Until it is whole: a full disk may take a part.
        _torn = true;
        file.WriteAll(line);
        file.Sync();
        _torn = false;
    }

    public void Rewrite(IEnumerable<EventRecord> records)
    {
        AtomicFile.Replace(_host, HostFiles.Events, [.. records.SelectMany(record => ContractJson.ToLine(record).Append((byte)'\n'))], syncDirectory: true);
        _torn = false;
    }

    private static EventRecord? TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ContractJson.Compact.EventRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
