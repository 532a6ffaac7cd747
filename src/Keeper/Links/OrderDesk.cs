using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Ending;
using AgentExec.Keeper.Input;
using AgentExec.Keeper.Waking;

namespace AgentExec.Keeper.Links;

/// <summary>Where the orders of any host go.</summary>
internal sealed class OrderDesk(GroupSignals signals, HostWaker waker, CommandInput input)
{
    public void Input(InputOrder order, HostConnection asker) => input.Take(order, closes: false, asker);

    /// <exception cref="InvalidDataException">It has bytes: those are an order of their own.</exception>
    public void CloseInput(InputOrder order, HostConnection asker)
    {
        if (order.Bytes.Length > 0 || order.ApplicationBytes.Length > 0) throw new InvalidDataException("an end of input with bytes");
        input.Take(order, closes: true, asker);
    }

    public void Resize(TerminalSize size) => input.Resize(size);

    public void Signal(SignalOrder order)
    {
        signals.Spared = waker.Host;
        signals.Send(order);
    }

    public void Wake(WakeOrder? order) => waker.Take(order);
}
