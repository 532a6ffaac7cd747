using System.Text.Json;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Events;

/// <summary><c>.host/events.ndjson</c>: one <see cref="EventRecord"/> a line. A line that cannot be read, torn by a crash, says nothing.</summary>
/// <param name="root">Absolute path of the jobs root.</param>
public sealed class EventFile(string root) : IEventFile
{
    private readonly LineLog _lines = new(Path.Combine(root, JobName.HostDirectory), HostFiles.Events);

    public IEnumerable<EventRecord> Load()
    {
        var text = _lines.Read();
        var records = new List<EventRecord>();
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', start) is var found and >= 0 ? found : text.Length;
            if (TryRead(text.AsSpan(start, end - start)) is { } record) records.Add(record);
            start = end + 1;
        }

        return records;
    }

    public void Append(EventRecord record) => _lines.Append(ContractJson.ToLine(record), durable: true);

    public void Rewrite(IEnumerable<EventRecord> records) => _lines.Rewrite(records.Select(ContractJson.ToLine));

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
