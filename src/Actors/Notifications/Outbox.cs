using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications;

/// <summary>A job's notifications in its directory: private files, replaced atomically, lines appended whole.</summary>
public sealed class Outbox(IJobStore store) : IOutbox
{
    public CallerRecord? ReadCaller(string job) => Read(job, JobFiles.Caller, ContractJson.Compact.CallerRecord);

    public CompletionEvent? ReadCompletion(string job) => Read(job, JobFiles.CompletionEvent, ContractJson.Compact.CompletionEvent);

    public void WriteCompletion(CompletionEvent record) =>
        AtomicFile.Replace(store.DirectoryOf(record.JobId), JobFiles.CompletionEvent, ContractJson.ToFile(record), syncDirectory: true);

    public MatchCursor? ReadCursor(string job)
    {
        if (Read(job, JobFiles.MatchCursor, ContractJson.Compact.MatchCursor) is not { } cursor) return null;
        // Recorded and not yet counted: the host died in between.
        return LastMatch(job) is { EndBytes: { } end } last ? cursor.AtLeast(last.Stream, end) : cursor;
    }

    public void WriteCursor(string job, MatchCursor cursor) =>
        AtomicFile.Replace(store.DirectoryOf(job), JobFiles.MatchCursor, ContractJson.ToFile(cursor), syncDirectory: false);

    public void AppendMatch(OutputMatchEvent record, MatchCursor cursor)
    {
        using (var directory = Files.OpenDirectory(store.DirectoryOf(record.JobId)))
        using (var file = Files.OpenAppend(directory, JobFiles.NotificationEvents))
            file.WriteAll([.. ContractJson.ToLine(record), (byte)'\n']);
        try
        {
            WriteCursor(record.JobId, cursor);
        }
        catch (IOException)
        {
            // ReadCursor finds the record.
        }
    }

    public MatchCursor EndOfOutput(string job) => new(LastLineStart(job, OutputMatchStream.Stdout), LastLineStart(job, OutputMatchStream.Stderr));

    public void Close(string job)
    {
        try
        {
            using var directory = Files.OpenDirectory(store.DirectoryOf(job));
            Files.Remove(directory, JobFiles.Caller);
            Files.Remove(directory, JobFiles.MatchCursor);
        }
        catch (PosixException)
        {
            // The directory is gone or read-only: what stays is looked at again by the next host, which finds everything delivered.
        }
    }

    private long LastLineStart(string job, OutputMatchStream stream)
    {
        using var log = new StreamLog(store.DirectoryOf(job), stream);
        return log.LastLineStart();
    }

    private OutputMatchEvent? LastMatch(string job)
    {
        try
        {
            var text = File.ReadLines(Path.Combine(store.DirectoryOf(job), JobFiles.NotificationEvents), Encoding.UTF8).LastOrDefault();
            return text is null ? null : JsonSerializer.Deserialize(text, ContractJson.Compact.OutputMatchEvent);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private T? Read<T>(string job, string file, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(store.DirectoryOf(job), file)), type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
