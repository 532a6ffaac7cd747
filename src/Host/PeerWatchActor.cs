using AgentExec.Actors;
using AgentExec.Actors.Sessions;
using Akka.Actor;
using Akka.Remote;

namespace AgentExec.Host;

/// <summary>Tells the sessions whose connection has ended: a command in the foreground ends with its caller's.</summary>
internal sealed class PeerWatchActor(IActorRef sessions) : UntypedActor
{
    public static Props Props(IActorRef sessions) => ActorProps.Of(() => new PeerWatchActor(sessions));

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        if (message is DisassociatedEvent gone) sessions.Tell(new SessionsProtocol.CallerGone(gone.RemoteAddress));
    }
}
