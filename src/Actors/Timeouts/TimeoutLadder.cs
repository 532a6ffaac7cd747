using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Timeouts;

/// <summary>When the host steps in behind a keeper that lets a deadline pass (contract A10, faults 10 and 30).</summary>
public static class TimeoutLadder
{
    public enum Step
    {
        /// <summary>Tell the keeper once more, with SIGKILL.</summary>
        AskKeeper,

        /// <summary>Signal the process group from here.</summary>
        KillDirectly,
    }

    /// <summary>The steps and when each is due from now; a step whose time has passed is due at once.</summary>
    /// <param name="remaining">Time until the deadline.</param>
    /// <param name="killAfter">The keeper's own time from SIGTERM to SIGKILL.</param>
    /// <param name="grace">What the keeper is given beyond that.</param>
    public static IReadOnlyList<(TimeSpan Due, Step Step)> Plan(TimeSpan remaining, TimeSpan killAfter, TimeSpan grace)
    {
        var end = remaining + killAfter + grace;
        return [(NotBefore(end), Step.AskKeeper), (NotBefore(end + grace), Step.KillDirectly)];
    }

    /// <summary>
    /// Time until the deadline, from the start of the process on the clock that counts since boot. The keeper's clock stands still while the machine
    /// sleeps; how much of that came after the start is not known here, so all of it is added: the second line may be late and is never early.
    /// </summary>
    public static TimeSpan Remaining(TimeSpan timeout, TimeSpan startedSinceBoot, TimeSpan nowSinceBoot, TimeSpan asleepSinceBoot) =>
        startedSinceBoot + timeout - nowSinceBoot + asleepSinceBoot;

    private static TimeSpan NotBefore(TimeSpan due) => due < TimeSpan.Zero ? TimeSpan.Zero : due;

    /// <summary>What the timeout actor is told of a running job; null when there is nothing to watch over (yet).</summary>
    public static TimeoutProtocol.Arm? Arm(JobMeta? meta, JobState state, TimeSpan nowSinceBoot, TimeSpan asleepSinceBoot) =>
        meta?.TimeoutMs is { } timeout && state is { PidStartTicks: { } ticks, IsTerminal: false }
            ? new TimeoutProtocol.Arm(
                Remaining(Duration.FromMilliseconds(timeout), BootClock.FromTicks(ticks), nowSinceBoot, asleepSinceBoot),
                Duration.FromMilliseconds(meta.KillAfterMs ?? 0))
            : null;
}
