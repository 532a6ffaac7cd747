using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Ending;
using AgentExec.Keeper.Waking;

namespace AgentExec.Keeper.Links;

/// <summary>Where the orders of any host go.</summary>
internal sealed class OrderDesk(GroupSignals signals, HostWaker waker)
{
    public void Signal(SignalOrder order)
    {
        signals.Spared = waker.Host;
        signals.Send(order);
    }

    public void Wake(WakeOrder? order) => waker.Take(order);
}
