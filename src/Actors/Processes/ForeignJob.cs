using AgentExec.Contracts.Jobs;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Processes;

/// <summary>Looks at a running job that another program supervises, and signals it (contract B8): what <see cref="ForeignReach"/> decides, carried out.</summary>
internal sealed class ForeignJob(string job, JobServices services)
{
    private DateTimeOffset? _deadSince;

    /// <summary>Whether it was seen alive, and so is known to be the other program's.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>What one look tells, and whether to look again.</summary>
    /// <param name="known">Its state as it was read last.</param>
    public (IFact? Fact, bool Again) Look(JobState known)
    {
        var state = services.Store.ReadState(job);
        var now = services.Time.GetUtcNow();
        var alive = services.Keepers.IsRootAlive(state ?? known);
        _deadSince = alive ? null : _deadSince ?? now;
        switch (ForeignReach.Decide(state, alive, now - _deadSince ?? TimeSpan.Zero))
        {
            case ForeignReach.Step.Ended: return (new ForeignEnded(), false);
            case ForeignReach.Step.Lost: return (new ForeignLost(), false);
            default:
                // Of one whose process is gone nothing is said before it is clear what became of it.
                var isNews = alive && !IsKnown;
                IsKnown |= alive;
                return (isNews ? new Foreign() : null, true);
        }
    }

    /// <summary>Signals it when it still runs.</summary>
    public IFact Signal(SendSignal order, JobState? known)
    {
        // Only a keeper of ours has all of them for descendants.
        if (order.Signal.Tree) return new SignalRefused(order.RequestId, "another program supervises it, and its descendants are not known");
        try
        {
            if ((services.Store.ReadState(job) ?? known) is { IsTerminal: false } state) services.Keepers.SignalForeign(state, order.Signal.Signal);
            return new SignalSent(order.RequestId);
        }
        catch (IOException error)
        {
            return new SignalRefused(order.RequestId, error.Message);
        }
    }
}
