using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Timeouts;

/// <summary>
/// The second line behind the keeper's own deadline: the keeper acts on time, with or without a host; this one sees to it that a keeper which hangs
/// or was stopped does not make a timeout meaningless.
/// </summary>
public static class TimeoutProtocol
{
    /// <summary>To the job: send me what I need, I have just (re)started.</summary>
    public sealed record Ready;

    /// <summary>Watch over this deadline.</summary>
    /// <param name="Remaining">Time until the deadline, negative when it has passed.</param>
    /// <param name="KillAfter">The keeper's time from SIGTERM to SIGKILL.</param>
    public sealed record Arm(TimeSpan Remaining, TimeSpan KillAfter);

    /// <summary>To the job: the keeper should have ended it by now; take this step.</summary>
    public sealed record Overdue(TimeoutLadder.Step Step);
}
