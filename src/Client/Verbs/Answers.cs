using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary>A job's state in the words of each answer, whether it came from the host or from disk.</summary>
internal static class Answers
{
    public static StatusResponse Status(string job, JobState state, string? unrecorded) => new()
    {
        JobId = job,
        State = state.Job.Status,
        ExitCode = state.Result.ExitCode,
        StartedAt = state.Job.StartedAt,
        FinishedAt = state.FinishedAt,
        Signal = state.Result.Signal,
        Reason = state.Reason,
        TimedOut = state.TimedOut,
        Error = state.Error,
        OutputComplete = state.OutputComplete,
        DroppedBytes = MoreThanNone(state.DroppedBytes),
        UnwrittenBytes = MoreThanNone(state.UnwrittenBytes),
        Unrecorded = unrecorded,
        KeeperLost = state.KeeperLost,
        OomSuspected = state.OomSuspected,
        CoreDumped = state.CoreDumped,
        Warning = state.Warning,
    };

    public static WaitResponse Wait(string job, JobState state, string? unrecorded) => new()
    {
        JobId = job,
        State = state.Job.Status,
        ExitCode = state.Result.ExitCode,
        Signal = state.Result.Signal,
        Reason = state.Reason,
        TimedOut = state.TimedOut,
        Error = state.Error,
        DroppedBytes = MoreThanNone(state.DroppedBytes),
        UnwrittenBytes = MoreThanNone(state.UnwrittenBytes),
        Unrecorded = unrecorded,
        KeeperLost = state.KeeperLost,
        OomSuspected = state.OomSuspected,
        CoreDumped = state.CoreDumped,
    };

    public static WaitedJob WaitedJob(string job, WaitOutcome outcome) => new()
    {
        JobId = job,
        State = outcome.State.Job.Status,
        Met = outcome.Met,
        Stream = outcome.Line?.Stream,
        Line = outcome.Line?.Text,
        LineTruncated = outcome.Line is { Truncated: true } ? true : null,
        ExitCode = outcome.State.Result.ExitCode,
        Signal = outcome.State.Result.Signal,
        Reason = outcome.State.Reason,
        TimedOut = outcome.State.TimedOut,
        Error = outcome.State.Error,
        DroppedBytes = MoreThanNone(outcome.State.DroppedBytes),
        UnwrittenBytes = MoreThanNone(outcome.State.UnwrittenBytes),
        Unrecorded = outcome.Unrecorded,
        KeeperLost = outcome.State.KeeperLost,
        OomSuspected = outcome.State.OomSuspected,
        CoreDumped = outcome.State.CoreDumped,
    };

    public static KillResponse Kill(string job, int signal, JobState state, string? unrecorded) => new()
    {
        JobId = job,
        Signal = Signals.Name(signal),
        State = state.Job.Status,
        ExitCode = state.Result.ExitCode,
        Reason = state.Reason,
        Unrecorded = unrecorded,
        KeeperLost = state.KeeperLost,
    };

    public static TailResponse Tail(string job, Disk.JobDirectory paths, Snapshot tail) => new()
    {
        JobId = job,
        StdoutTail = tail.StdoutTail,
        StderrTail = tail.StderrTail,
        Truncated = tail.Truncated,
        StdoutLogPath = paths.StdoutLog,
        StderrLogPath = paths.StderrLog,
        StdoutObservedBytes = tail.StdoutObservedBytes,
        StderrObservedBytes = tail.StderrObservedBytes,
        StdoutIncludedBytes = tail.StdoutIncludedBytes,
        StderrIncludedBytes = tail.StderrIncludedBytes,
        DroppedBytes = tail.DroppedBytes,
        UnwrittenBytes = tail.UnwrittenBytes,
    };

    /// <summary>A count for an answer: absent when it is zero.</summary>
    public static long? MoreThanNone(long? bytes) => bytes is > 0 ? bytes : null;
}
