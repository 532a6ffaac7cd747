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
    private readonly CallerMemory _callers = new(store);

    public CallerRecord? ReadCaller(string job) => _callers.Read(job);

    public void RememberCaller(string job, CallerRecord caller) => _callers.Remember(job, caller);

    public void KeepCaller(string job) => _callers.Keep(job);

    public void ForgetCaller(string job) => _callers.Forget(job);

    public void WriteCaller(string job, CallerRecord caller) => _callers.Write(job, caller);

    public CompletionEvent? ReadCompletion(string job) => Read(job, JobFiles.CompletionEvent, ContractJson.Compact.CompletionEvent);

    public void WriteCompletion(CompletionEvent record) =>
        AtomicFile.Replace(store.DirectoryOf(record.JobId), JobFiles.CompletionEvent, ContractJson.ToFile(record), syncDirectory: true);

    public MatchCursor? ReadCursor(string job)
    {
        if (Read(job, JobFiles.MatchCursor, ContractJson.Compact.MatchCursor) is not { } cursor) return null;
        // Recorded and not yet counted: the host died in between, or the disk took small appends only.
        return Matches(job).Aggregate(cursor, (known, match) => match.EndBytes is { } end ? known.AtLeast(match.Stream, end) : known);
    }

    public void WriteCursor(string job, MatchCursor cursor) =>
        AtomicFile.Replace(store.DirectoryOf(job), JobFiles.MatchCursor, ContractJson.ToFile(cursor), syncDirectory: false);

    public void AppendMatch(OutputMatchEvent record, MatchCursor cursor)
    {
        DropTornLine(record.JobId);
        using (var directory = Files.OpenDirectory(store.DirectoryOf(record.JobId)))
        using (var file = Files.OpenAppend(directory, JobFiles.NotificationEvents))
            file.WriteAll([.. ContractJson.ToLine(record), (byte)'\n']);
        try
        {
            // Never back: a new rule may have begun further on while this match of the old one was told.
            WriteCursor(record.JobId, cursor.AtLeast(Read(record.JobId, JobFiles.MatchCursor, ContractJson.Compact.MatchCursor)));
        }
        catch (IOException)
        {
            // ReadCursor finds the record.
        }
    }

    public MatchCursor EndOfOutput(string job) => new(LastLineStart(job, OutputMatchStream.Stdout), LastLineStart(job, OutputMatchStream.Stderr));

    public void Close(string job)
    {
        _callers.Forget(job);
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

    // A record that was cut off by a full disk or the end of its host counts as none; the next one must not be glued to it.
    private void DropTornLine(string job)
    {
        var path = PathOf(job);
        var whole = LastLine.StartOf(path);
        if (!File.Exists(path) || new FileInfo(path).Length == whole) return;
        using var directory = Files.OpenDirectory(store.DirectoryOf(job));
        using var file = Files.OpenWrite(directory, JobFiles.NotificationEvents);
        if (!file.TryTruncate(whole)) throw new IOException($"{path} cannot be cut behind its last whole line");
    }

    private string PathOf(string job) => Path.Combine(store.DirectoryOf(job), JobFiles.NotificationEvents);

    private List<OutputMatchEvent> Matches(string job)
    {
        try
        {
            return [.. EventLines.Read(PathOf(job)).Select(Parse).OfType<OutputMatchEvent>()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static OutputMatchEvent? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ContractJson.Compact.OutputMatchEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private T? Read<T>(string job, string file, JsonTypeInfo<T> type) where T : class =>
        JsonFile.TryRead(Path.Combine(store.DirectoryOf(job), file), type);
}
