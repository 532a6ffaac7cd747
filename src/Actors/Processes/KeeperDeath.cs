using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>What became of a job whose keeper died without a record (contract B8, faults 3 and 35): what was seen, else nothing is claimed.</summary>
public static class KeeperDeath
{
    /// <summary>The end that is true; null when the job is lost, and what is left of it is to be stopped.</summary>
    /// <param name="told">The end as the keeper told it before it died; null when it had not seen one.</param>
    /// <param name="ended">Whether the root process had ended when the host looked, before it signalled anybody.</param>
    /// <param name="status">How, as far as the kernel tells.</param>
    /// <param name="pid">The root process.</param>
    /// <param name="ran">How long it has existed.</param>
    /// <param name="timeout">The job's time limit, null for none.</param>
    /// <param name="now">Wall clock.</param>
    public static ExitRecord? EndOf(ExitRecord? told, bool ended, WaitStatus? status, int pid, TimeSpan ran, TimeSpan? timeout, DateTimeOffset now)
    {
        // Descendants may have had more to say; whoever read it is gone.
        if (told is not null) return told with { OutputComplete = false };
        if (!ended || status is not { } end) return null;
        // A pipe that nobody reads any more, or a terminal that is gone, is the keeper's doing, not the command's.
        if (end.Signal is Signals.Pipe or Signals.HangUp) return null;
        return new ExitRecord
        {
            Pid = pid,
            ExitCode = end.ExitCode,
            Signal = end.Signal,
            CoreDumped = end.CoreDumped,
            // Only the keeper knew whether it had signalled for the time; a signal after the limit is that.
            Cause = end.Signal is not null && ran >= timeout ? "timeout" : null,
            DurationMs = (long)ran.TotalMilliseconds,
            FinishedAtUnixMs = now.ToUnixTimeMilliseconds(),
            OutputComplete = false,
        };
    }
}
