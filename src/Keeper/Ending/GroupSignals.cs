using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>
/// Signals to the command's process group (contract A11), and why they were sent. The root's zombie is kept until the keeper leaves, so
/// the group's number cannot pass to strangers.
/// </summary>
/// <remarks>Descendants that made a session or group of their own are reached only by an order to the tree; they are still adopted and reaped.</remarks>
internal sealed class GroupSignals(int groupId)
{
    private const int Kill = 9, Terminate = 15, Continue = 18;

    /// <summary><c>timeout</c> once the time was over, else <c>kill</c>, null when no signal was sent.</summary>
    public string? Cause { get; private set; }

    /// <summary>A child of the keeper that is not the job's, which no order to the tree reaches; 0 for none.</summary>
    public int Spared { get; set; }

    public void Send(SignalOrder order)
    {
        if (order.Cause == SignalCause.Timeout) Cause = "timeout";
        Cause ??= "kill";
        Send(order.Signal);
        // A stopped process sees SIGTERM only when it goes on (fault 30).
        if (order.Signal == Terminate) Send(Continue);
        if (!order.Tree) return;
        if (order.Signal == Terminate) TreeSignals.Send(groupId, Spared, Terminate, Continue);
        else TreeSignals.Send(groupId, Spared, order.Signal);
    }

    public void Send(LadderAction action)
    {
        if (action is LadderAction.Terminate or LadderAction.TerminateAndKill) Send(new SignalOrder(Terminate, SignalCause.Timeout));
        if (action is LadderAction.Kill or LadderAction.TerminateAndKill) Send(Kill);
    }

    private void Send(int signal)
    {
        try
        {
            _ = Processes.SignalGroup(groupId, signal);
        }
        catch (PosixException)
        {
            // EPERM: all members run as somebody else now (set-user-ID). There is nothing a keeper could do about it.
        }
    }
}
