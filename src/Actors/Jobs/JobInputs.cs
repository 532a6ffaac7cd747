using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using Akka.Actor;

namespace AgentExec.Actors.Jobs;

/// <summary>
/// Input that has been ordered of a job and not been answered. It outlives the owner of the process, which loses what it knows when it fails: the next one is ordered all of
/// it again, also what never reached the former, and the keeper writes nothing twice.
/// </summary>
internal sealed class JobInputs(string job)
{
    private readonly List<(Guid Id, ProcessProtocol.IInput Input, IActorRef Asker)> _open = [];
    private ProcessProtocol.Resize? _size;

    /// <summary>Remembers it until it is answered; a size, which nobody answers, until there is another.</summary>
    public void Add(ProcessProtocol.IInput input, IActorRef asker)
    {
        if (input is ProcessProtocol.Resize size) _size = size;
        if (IdOf(input) is not { } id) return;
        var place = _open.FindIndex(open => open.Id == id);
        if (place < 0) _open.Add((id, input, asker));
        else _open[place] = (id, input, asker);
    }

    /// <summary>All of it, in its order, to an owner of the process that knows none of it.</summary>
    public void GiveTo(IActorRef process, IActorRef self)
    {
        if (_size is not null) process.Tell(_size, self);
        foreach (var (_, input, _) in _open) process.Tell(input, self);
    }

    /// <summary>Tells who ordered it, once.</summary>
    public void Taken(ProcessProtocol.InputTaken taken)
    {
        var place = _open.FindIndex(open => open.Id == taken.Fact.Id);
        if (place < 0) return;
        _open[place].Asker.Tell(taken);
        _open.RemoveAt(place);
    }

    /// <summary>Has the next actor of the job asked for it again, by those who asked for it, and forgets it: this one's end is not the end of it.</summary>
    public void HandTo(IActorRef next)
    {
        if (_size is not null) next.Tell(new FollowProtocol.Feed { JobId = job, Input = _size }, ActorRefs.NoSender);
        foreach (var (_, input, asker) in _open) next.Tell(new FollowProtocol.Feed { JobId = job, Input = input }, asker);
        _open.Clear();
    }

    /// <summary>Nobody is left who could take it.</summary>
    public void End()
    {
        foreach (var (id, _, asker) in _open) asker.Tell(new ProcessProtocol.InputTaken(new InputTakenFact(id, 0, InputOutcome.Broken)));
        _open.Clear();
    }

    private static Guid? IdOf(ProcessProtocol.IInput input) => input switch
    {
        ProcessProtocol.Input { Order.Id: var id } => id,
        ProcessProtocol.CloseInput { Order.Id: var id } => id,
        _ => null,
    };
}
