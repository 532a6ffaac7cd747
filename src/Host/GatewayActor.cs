using AgentExec.Actors;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Retention;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;
using AgentExec.Remoting;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Host;

/// <summary>
/// <c>/user/gateway</c>, the only actor that clients can address: checks the protocol, answers what concerns the host itself, forwards the rest,
/// and ends the host when it is idle or told to.
/// </summary>
internal sealed class GatewayActor(
    IActorRef registry, IActorRef sessions, IActorRef waits, IActorRef retention, HostEndpoint endpoint, HostSettings settings, Action<string> stop)
    : UntypedActor, IWithTimers
{
    private readonly List<(IActorRef Asker, Request Request)> _counting = [];
    private bool _checkingIdle;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(
        IActorRef registry, IActorRef sessions, IActorRef waits, IActorRef retention, HostEndpoint endpoint, HostSettings settings, Action<string> stop) =>
        ActorProps.Of(() => new GatewayActor(registry, sessions, waits, retention, endpoint, settings, stop));

    protected override void PreStart() => RestartIdleTimer();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Request request when request.Protocol != Request.CurrentProtocol: Refuse(request); break;
            // Behind a pause of the whole process: its asker was told that the host does not answer.
            case Request late when late.IsOver(BootClock.Now): Context.GetLogger().Warning("{0} came too late and was dropped", late.GetType().Name); break;
            case UnreadableRequest unreadable: Sender.Tell(new ErrorReply(UnreadableRequest.Error) { RequestId = unreadable.RequestId }); break;
            case Request wrong when RequestRule.Refusal(wrong) is { } error: Sender.Tell(new ErrorReply(error) { RequestId = wrong.RequestId }); break;
            case HostStatusRequest or HostStopRequest: Count((Request)message); break;
            case Request request: OnJobRequest(request); break;
            case RegistryProtocol.Running running: OnCounted(running.Jobs, running.Busy); break;
            case IdleTimeOver: OnIdleTimeOver(); break;
            case StopNow reason: stop(reason.Reason); break;
            default: Unhandled(message); break;
        }
    }

    private void OnJobRequest(Request request)
    {
        RestartIdleTimer();
        var owner = request switch
        {
            ExecRequest or ExecAbandonRequest or ProcessRequest or PollAbandonRequest or EventsRequest => sessions,
            WaitForRequest => waits,
            _ => registry,
        };
        owner.Forward(request);
    }

    private void Refuse(Request request)
    {
        var error = new ErrorDetail(
            ErrorCode.HostIncompatible,
            $"the host speaks protocol {Request.CurrentProtocol} (version {endpoint.Version}), you speak {request.Protocol}: call the agent-exec "
            + "that is at least as new as the host; 'host stop' of that one ends the host, running jobs go on meanwhile",
            false);
        Sender.Tell(new ErrorReply(error) { RequestId = request.RequestId });
    }

    private void Count(Request request)
    {
        RestartIdleTimer();
        _counting.Add((Sender, request));
        registry.Tell(new RegistryProtocol.CountRunning());
    }

    private void OnCounted(int jobs, int busy)
    {
        foreach (var (asker, request) in _counting) Answer(asker, request, jobs);
        _counting.Clear();
        if (_checkingIdle && busy == 0) stop($"idle for {settings.IdleTimeout}");
        else if (_checkingIdle) RestartIdleTimer();
        _checkingIdle = false;
    }

    private void Answer(IActorRef asker, Request request, int jobs)
    {
        if (request is HostStatusRequest)
        {
            var reply = new HostStatusReply(endpoint.Pid, endpoint.Port, endpoint.StartedAt, endpoint.Version, endpoint.Protocol, jobs, Refusals.Count);
            retention.Tell(new RetentionProtocol.Describe(reply with { RequestId = request.RequestId }), asker);
            return;
        }

        Context.GetLogger().Info("told to stop; {0} running jobs stay with their keepers", jobs);
        asker.Tell(new HostStopReply(endpoint.Pid, jobs) { RequestId = request.RequestId });
        // The answer leaves first; terminating the system would drop it.
        Timers.StartSingleTimer("stop", new StopNow("told to"), settings.StopGrace);
    }

    private void OnIdleTimeOver()
    {
        _checkingIdle = true;
        registry.Tell(new RegistryProtocol.CountRunning());
    }

    private void RestartIdleTimer()
    {
        _checkingIdle = false;
        Timers.StartSingleTimer("idle", new IdleTimeOver(), settings.IdleTimeout);
    }

    private sealed record IdleTimeOver;

    private sealed record StopNow(string Reason);
}
