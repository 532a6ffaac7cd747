using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;
using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>The moment the root process was seen to have ended, and what the kernel said of it.</summary>
/// <param name="At">Time since the spawn.</param>
/// <param name="Finished">Wall clock.</param>
/// <param name="End">Exit code or signal, and usage.</param>
/// <param name="Cause">Why it had been signalled by then; a signal that came after the end did not cause it.</param>
/// <param name="OomSuspected">Whether the kernel may have killed it for want of memory.</param>
/// <param name="NotReached">Why it is no end of the command's: its shell ended before; null when it is one.</param>
internal sealed record RootEnd(TimeSpan At, DateTimeOffset Finished, ChildEnd End, string? Cause, bool OomSuspected, string? NotReached = null)
{
    public ExitRecord ToRecord(OutputCapture output) => new()
    {
        Pid = End.Pid,
        ExitCode = NotReached is null ? End.ExitCode : null,
        LaunchError = NotReached,
        Signal = End.Signal,
        CoreDumped = End.CoreDumped,
        Cause = Cause,
        DurationMs = (long)At.TotalMilliseconds,
        FinishedAtUnixMs = Finished.ToUnixTimeMilliseconds(),
        UserTimeMs = (long)End.UserTime.TotalMilliseconds,
        SystemTimeMs = (long)End.SystemTime.TotalMilliseconds,
        PeakMemoryBytes = End.PeakMemoryBytes,
        StdoutBytes = output.StdoutBytes,
        StderrBytes = output.StderrBytes,
        DroppedBytes = output.DroppedBytes,
        UnwrittenBytes = output.UnwrittenBytes == 0 ? null : output.UnwrittenBytes,
        OomSuspected = OomSuspected ? true : null,
        OutputComplete = output.IsComplete,
    };
}
