using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>Which sessions a connection has waited at: those are told when it ends, and no others, however many there are.</summary>
internal sealed class Pollers
{
    private readonly Dictionary<Address, HashSet<IActorRef>> _sessions = [];

    public void Add(Address caller, IActorRef session)
    {
        if (!_sessions.TryGetValue(caller, out var known)) _sessions[caller] = known = [];
        known.Add(session);
    }

    /// <summary>All of them, and they are forgotten.</summary>
    public IReadOnlyCollection<IActorRef> Take(Address caller) => _sessions.Remove(caller, out var known) ? known : [];
}
