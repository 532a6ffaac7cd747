using AgentExec.Contracts.Keeping;
using Akka.Actor;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Processes;

/// <summary>
/// The orders for a command's input that no keeper has answered yet. Each conversation is told all of them anew, in their order: a keeper knows those it has
/// heard before, and writes none twice.
/// </summary>
internal sealed class InputOrders
{
    private readonly List<(Guid Id, KeeperFrame Frame, IActorRef Asker)> _open = [];
    private TerminalSize? _size;
    private InputOutcome? _over;

    // The conversation in which they can be sent as they come. Before its keeper has spoken, and been told the old ones, a new one would overtake them.
    private int? _openIn;

    /// <summary>Sends it, or keeps it until a keeper says that the command runs.</summary>
    /// <param name="input">What is to go in.</param>
    /// <param name="asker">Who hears what became of it.</param>
    /// <param name="conversation">The present one.</param>
    /// <param name="send">Sends to the keeper; false when that did not work.</param>
    public void Take(IInput input, IActorRef asker, int conversation, Func<KeeperFrame, bool> send)
    {
        KeeperFrame frame;
        switch (input)
        {
            case Input { Order: var order }:
                frame = order.ToFrame();
                if (!TryAdd(order.Id, frame, asker)) return;
                break;
            case CloseInput { Order: var order }:
                frame = order.ToFrame(KeeperFrameKind.CloseInput);
                if (!TryAdd(order.Id, frame, asker)) return;
                break;
            case Resize { Size: var size }:
                _size = size;
                frame = size.ToFrame();
                break;
            default: return;
        }

        if (_openIn == conversation && !send(frame)) _openIn = null;
    }

    /// <summary>The keeper of a conversation says that the command runs.</summary>
    public void Started(int conversation, Func<KeeperFrame, bool> send)
    {
        var isSent = _size is not { } size || send(size.ToFrame());
        foreach (var (_, frame, _) in _open) isSent = isSent && send(frame);
        _openIn = isSent ? conversation : null;
    }

    public void Taken(InputTakenFact fact)
    {
        var place = _open.FindIndex(order => order.Id == fact.Id);
        // Not there when it was answered before: it was heard twice.
        if (place < 0) return;
        _open[place].Asker.Tell(new InputTaken(fact));
        _open.RemoveAt(place);
    }

    /// <summary>There is no keeper any more, or never was one: nothing will be taken.</summary>
    public void End(InputOutcome outcome)
    {
        _over ??= outcome;
        foreach (var (id, _, asker) in _open) Refuse(id, asker, _over.Value);
        _open.Clear();
    }

    private bool TryAdd(Guid id, KeeperFrame frame, IActorRef asker)
    {
        if (_over is { } outcome)
        {
            Refuse(id, asker, outcome);
            return false;
        }

        var place = _open.FindIndex(order => order.Id == id);
        if (place >= 0) _open[place] = (id, frame, asker);
        else _open.Add((id, frame, asker));
        return true;
    }

    private static void Refuse(Guid id, IActorRef asker, InputOutcome outcome) => asker.Tell(new InputTaken(new InputTakenFact(id, 0, outcome)));
}
