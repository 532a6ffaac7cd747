using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary><c>exit.json</c> of the job: written and synced whole, tried again with growing pauses when the disk refuses (fault 12).</summary>
internal sealed class ExitFile(FileDescriptor directory)
{
    private ExitRecord? _unwritten;
    private int _failures;

    /// <summary>When the record that could not be written is to be tried again; null when nothing is waiting.</summary>
    public TimeSpan? RetryAt { get; private set; }

    /// <summary>Writes the record in place of one that still waited.</summary>
    public void Write(ExitRecord record, TimeSpan now)
    {
        (_unwritten, _failures) = (record, 0);
        Try(now);
    }

    public void Retry(TimeSpan now)
    {
        if (RetryAt is { } due && now >= due) Try(now);
    }

    /// <summary>Goes on trying, for a caller that has nothing else to do.</summary>
    public void Persist()
    {
        var now = TimeSpan.Zero;
        while (RetryAt is { } due)
        {
            _ = Poller.Wait([], PollTimeout.Milliseconds(now, due));
            Retry(now = due);
        }
    }

    private void Try(TimeSpan now)
    {
        RetryAt = null;
        try
        {
            AtomicFile.Replace(directory, JobFiles.Exit, _unwritten!.ToJson(), syncDirectory: true);
            _unwritten = null;
        }
        catch (PosixException e)
        {
            RetryAt = now + ExitRetry.After(e.Errno, _failures++);
        }
    }
}
