using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Waits.WaitsProtocol;

namespace AgentExec.Actors.Waits;

/// <summary>Those who wait for several jobs, or for something else than an end: <c>/user/waits</c>, one child for each.</summary>
/// <param name="services">The world.</param>
/// <param name="registry">Knows where the jobs are.</param>
/// <param name="isListenedOn">Whether somebody listens on a TCP port; may take a while.</param>
public sealed class WaitsActor(JobServices services, IActorRef registry, Func<int, bool> isListenedOn) : UntypedActor
{
    private readonly Dictionary<IActorRef, (IActorRef Asker, string RequestId)> _open = [];

    public static Props Props(JobServices services, IActorRef registry, Func<int, bool> isListenedOn) =>
        ActorProps.Of(() => new WaitsActor(services, registry, isListenedOn));

    // What a failed one knew can be asked for again; its asker is told.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WaitForRequest request: Start(request); break;
            case Answered: _open.Remove(Sender); break;
            case Terminated ended: OnEnded(ended.ActorRef); break;
            default: Unhandled(message); break;
        }
    }

    private void Start(WaitForRequest request)
    {
        if (WaitForRule.Refusal(request) is { } error)
        {
            Sender.Tell(new ErrorReply(error) { RequestId = request.RequestId });
            return;
        }

        var asker = Sender;
        var child = Context.Watch(Context.ActorOf(WaitForActor.Props(request, asker, registry, services, isListenedOn)));
        _open[child] = (asker, request.RequestId);
        child.Tell(new Begin());
    }

    private void OnEnded(IActorRef child)
    {
        if (!_open.Remove(child, out var open)) return;
        open.Asker.Tell(new ErrorReply(ErrorDetail.Internal("the waiting failed; the host's log tells why")) { RequestId = open.RequestId });
    }
}
