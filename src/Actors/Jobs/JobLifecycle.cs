using System.Globalization;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Jobs;

/// <summary>
/// What becomes of a job's state when something is known (contract A8, B5, B6, B8). A terminal state is final: every function returns it
/// unchanged, but for the completion of its output.
/// </summary>
public static class JobLifecycle
{
    /// <summary>A job that is described and not yet known to run.</summary>
    public static JobState Created(JobMeta meta) => new()
    {
        Job = new JobProgress(meta.Job.Id, JobStatus.Running, meta.CreatedAt),
        Result = JobResult.None,
        UpdatedAt = meta.CreatedAt,
    };

    /// <summary>The command runs. A keeper that was found again repeats it, which changes nothing.</summary>
    public static JobState Started(JobState state, StartedFact fact, string bootId, DateTimeOffset now) =>
        state.IsTerminal || state.Pid == fact.Pid && state.BootId == bootId ? state : state with
        {
            Pid = fact.Pid,
            PidStartTicks = fact.StartTicks == 0 ? null : fact.StartTicks,
            BootId = bootId,
            Warning = fact.Warning,
            UpdatedAt = Timestamp.Format(now),
        };

    public static JobState KillRequested(JobState state, int signal, DateTimeOffset now) => state.IsTerminal ? state : state with
    {
        KillRequested = Signals.Name(signal),
        UpdatedAt = Timestamp.Format(now),
    };

    public static JobState Progressed(JobState state, DateTimeOffset now) =>
        state.IsTerminal ? state : state with { UpdatedAt = Timestamp.Format(now) };

    /// <summary>The keeper's record ends the job, or completes the output of one that has ended.</summary>
    public static JobState Settled(JobState state, ExitRecord record, DateTimeOffset now)
    {
        if (state.IsTerminal) return Completed(state, record, now);
        // A shell that ended before it reached the command may have left processes that hold its output.
        if (record.LaunchError is { } error) return LaunchFailed(state, error, now) with { OutputComplete = record.OutputComplete ? null : false };
        return state with
        {
            Job = state.Job with { Status = record.Signal is null ? JobStatus.Exited : JobStatus.Killed },
            Result = state.Result with
            {
                ExitCode = record.ExitCode,
                Signal = record.Signal?.ToString(CultureInfo.InvariantCulture),
                DurationMs = record.DurationMs,
            },
            Pid = record.Pid,
            SignalName = record.Signal is { } signal ? Signals.Name(signal) : null,
            Reason = ReasonOf(state, record),
            TimedOut = record.Cause == "timeout" ? true : null,
            OutputComplete = record.OutputComplete,
            UserTimeMs = record.UserTimeMs,
            SystemTimeMs = record.SystemTimeMs,
            PeakMemoryBytes = record.PeakMemoryBytes,
            DroppedBytes = record.DroppedBytes == 0 ? null : record.DroppedBytes,
            UnwrittenBytes = record.UnwrittenBytes,
            OomSuspected = record.OomSuspected,
            CoreDumped = record.CoreDumped ? true : null,
            FinishedAt = Timestamp.Format(DateTimeOffset.FromUnixTimeMilliseconds(record.FinishedAtUnixMs)),
            UpdatedAt = Timestamp.Format(now),
        };
    }

    public static JobState LaunchFailed(JobState state, string error, DateTimeOffset now) => Failed(state, EndReason.LaunchFailed, error, now);

    /// <summary>The keeper died without a record: the end that was seen nevertheless, or none.</summary>
    public static JobState KeeperLost(JobState state, ExitRecord? end, DateTimeOffset now)
    {
        if (state.IsTerminal) return state;
        if (end is null) return Lost(state, now) with { KeeperLost = true };
        var settled = Settled(state, end, now) with { KeeperLost = true };
        // What it used is known when the keeper had told it: no process has no memory.
        return end.PeakMemoryBytes > 0 ? settled : settled with { UserTimeMs = null, SystemTimeMs = null, PeakMemoryBytes = null };
    }

    /// <summary>Nobody is left who saw the end.</summary>
    public static JobState Lost(JobState state, DateTimeOffset now) => Failed(
        state, EndReason.Lost, "the job's keeper ended without recording an end; its true result is not known", now);

    private static JobState Failed(JobState state, EndReason reason, string error, DateTimeOffset now) => state.IsTerminal ? state : state with
    {
        Job = state.Job with { Status = JobStatus.Failed },
        Reason = reason,
        Error = error,
        FinishedAt = Timestamp.Format(now),
        UpdatedAt = Timestamp.Format(now),
    };

    private static JobState Completed(JobState state, ExitRecord record, DateTimeOffset now) =>
        state.OutputComplete == false && record.OutputComplete
            ? state with
            {
                OutputComplete = true,
                DroppedBytes = record.DroppedBytes == 0 ? null : record.DroppedBytes,
                UnwrittenBytes = record.UnwrittenBytes,
                UpdatedAt = Timestamp.Format(now),
            }
            : state;

    // A timeout's ladder ends with SIGKILL, so once it fired it is why the job ended, whatever the exit looks like. A kill request may be
    // ignored, so it is the reason only when the job died of a signal.
    private static EndReason ReasonOf(JobState state, ExitRecord record) => record switch
    {
        { Cause: "timeout" } => EndReason.Timeout,
        { Signal: null } => EndReason.Exited,
        { Cause: "kill" } => EndReason.Killed,
        _ => state.KillRequested is null ? EndReason.Signaled : EndReason.Killed,
    };
}
