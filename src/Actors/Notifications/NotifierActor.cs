using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Tells a job's askers what is on disk the moment it is, and has its sinks told from the outbox there. Replaced with back-off when it or what it
/// delegates to fails; the job then repeats every open watch.
/// </summary>
public sealed class NotifierActor(string job, JobServices services) : UntypedActor, IWithTimers
{
    private readonly Deliveries _deliveries = new(job, services, Context);
    private readonly Dictionary<string, Watch> _watches = [];
    private readonly HashSet<string> _impatient = [];
    private JobState? _state;
    private string? _unrecorded;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string job, JobServices services) => ActorProps.Of(() => new NotifierActor(job, services));

    // A restart alone would leave it without its description: the whole notifier is replaced.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);

    protected override void PreStart() => Context.Parent.Tell(new Ready());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Watch watch: OnWatch(watch); break;
            case Publish publish: OnPublish(publish.State); break;
            case NotRecorded refused: OnNotRecorded(refused); break;
            case PatienceOver over: OnPatienceOver(over.RequestId); break;
            case Describe describe: _deliveries.Describe(describe.Meta); break;
            case OutputGrew: _deliveries.OutputGrew(); break;
            case OutputEnded: _deliveries.OutputEnded(); break;
            case CompletionActor.Delivered: _deliveries.EndTold(); break;
            case OutputMatchActor.Searched: _deliveries.OutputSearched(); break;
            default: Unhandled(message); break;
        }
    }

    private void OnWatch(Watch watch)
    {
        _watches[watch.RequestId] = watch;
        if (watch.Patience <= TimeSpan.Zero) _impatient.Add(watch.RequestId);
        if (!TryAnswer(watch) && watch.Patience > TimeSpan.Zero)
            Timers.StartSingleTimer(watch.RequestId, new PatienceOver(watch.RequestId), watch.Patience);
    }

    private void OnPublish(JobState state)
    {
        (_state, _unrecorded) = (state, null);
        foreach (var watch in _watches.Values.ToArray()) TryAnswer(watch);
        KillPoint.Reach(state.IsTerminal ? KillPoints.Host.TerminalPublished : KillPoints.Host.RunningPublished);
        _deliveries.Publish(state);
    }

    private void OnNotRecorded(NotRecorded refused)
    {
        (_state, _unrecorded) = (refused.OnDisk, refused.Error);
        foreach (var watch in _watches.Values.ToArray()) TryAnswer(watch);
    }

    private void OnPatienceOver(string requestId)
    {
        _impatient.Add(requestId);
        if (_watches.TryGetValue(requestId, out var watch)) TryAnswer(watch);
    }

    private bool TryAnswer(Watch watch)
    {
        if (!WatchRule.IsDue(watch, _state, _impatient.Contains(watch.RequestId))) return false;
        _watches.Remove(watch.RequestId);
        Timers.Cancel(watch.RequestId);
        _impatient.Remove(watch.RequestId);
        watch.ReplyTo.Tell(new JobReply(_state!, _unrecorded) { RequestId = watch.RequestId });
        Context.Parent.Tell(new Answered(watch.RequestId));
        return true;
    }

    private sealed record PatienceOver(string RequestId);
}
