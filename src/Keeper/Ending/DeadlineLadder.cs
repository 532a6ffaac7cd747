namespace AgentExec.Keeper.Ending;

/// <summary>What the deadline does now.</summary>
internal enum LadderAction
{
    None,

    /// <summary>SIGTERM to the group: the time is over.</summary>
    Terminate,

    /// <summary>SIGTERM, and SIGKILL straight after it. The kernel still reports 15 when SIGTERM was fatal.</summary>
    TerminateAndKill,

    /// <summary>SIGKILL: the grace time is over too.</summary>
    Kill,
}

/// <summary>An action, when to ask again (null: not on account of the clock), and the ladder to ask then.</summary>
internal readonly record struct LadderStep(LadderAction Action, TimeSpan? WakeAt, DeadlineLadder After);

/// <summary>
/// The time limit of a job (contract A10, B6), in time since the spawn on CLOCK_MONOTONIC: time in which the machine sleeps does not count.
/// </summary>
/// <remarks>
/// The limit is the root process's. One that ends in time takes the limit with it: what it left behind is not the job any more. Once the limit has
/// fired, though, members of the group that ignored SIGTERM and hold the output get their SIGKILL too, root or no root.
/// </remarks>
/// <param name="Timeout">Zero for none.</param>
/// <param name="KillAfter">From SIGTERM to SIGKILL, zero for at once.</param>
internal readonly record struct DeadlineLadder(TimeSpan Timeout, TimeSpan KillAfter)
{
    private bool IsOver { get; init; }

    private TimeSpan? KillAt { get; init; }

    public LadderStep Next(TimeSpan elapsed, bool rootAlive, bool outputComplete)
    {
        if (IsOver || Timeout == TimeSpan.Zero) return Stay(null);
        if (KillAt is { } killAt)
        {
            if (!rootAlive && outputComplete) return Finish(LadderAction.None);
            return elapsed >= killAt ? Finish(LadderAction.Kill) : Stay(killAt);
        }

        if (!rootAlive) return Finish(LadderAction.None);
        if (elapsed < Timeout) return Stay(Timeout);
        if (KillAfter == TimeSpan.Zero) return Finish(LadderAction.TerminateAndKill);
        // A grace time beyond what the clock can count is for ever.
        var at = KillAfter < TimeSpan.MaxValue - elapsed ? elapsed + KillAfter : TimeSpan.MaxValue;
        return new LadderStep(LadderAction.Terminate, at, this with { KillAt = at });
    }

    private LadderStep Stay(TimeSpan? wakeAt) => new(LadderAction.None, wakeAt, this);

    private LadderStep Finish(LadderAction action) => new(action, null, this with { IsOver = true });
}
