using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Processes;

/// <summary>
/// A keeper that lives and cannot be connected to: its socket's file was removed, or the file system has no sockets. Its record is read while it still
/// holds its lock, and its command is signalled by the recorded identity.
/// </summary>
internal sealed class UnreachableKeeper(JobServices services)
{
    private int _attempts;
    private ExitRecord? _told;

    /// <summary>Whether the job knows of it, so that signals are sent from here.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The keeper answers.</summary>
    public void Reached() => (_attempts, IsKnown) = (0, false);

    /// <summary>What one more failed connection tells, and when to try again.</summary>
    /// <param name="state">The job as it is known.</param>
    /// <param name="record">The keeper's record, null when there is none that counts.</param>
    public (IFact? Fact, TimeSpan Again) Look(JobState? state, ExitRecord? record)
    {
        var again = KeeperReach.Pause(_attempts++);
        if (record is not null && record != _told) return (new Settled(_told = record), again);
        if (IsKnown || _attempts < KeeperReach.PatientAttempts || state?.Pid is null) return (null, again);
        IsKnown = true;
        return (new Unreachable(), again);
    }

    /// <summary>Signals what the recorded identity still means.</summary>
    public IFact Signal(SendSignal order, JobState state)
    {
        try
        {
            if (order.Signal.Tree) services.Keepers.SignalFamily(state, order.Signal.Signal);
            else services.Keepers.SignalForeign(state, order.Signal.Signal);
            return new SignalSent(order.RequestId);
        }
        catch (IOException error)
        {
            return new SignalRefused(order.RequestId, error.Message);
        }
    }
}
