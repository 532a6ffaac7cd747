using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Notifications;

/// <summary>Tells a job's askers what is on disk the moment it is. Replaced with back-off when it fails; the job then repeats every open watch.</summary>
public sealed class NotifierActor : UntypedActor, IWithTimers
{
    private readonly Dictionary<string, Watch> _watches = [];
    private readonly HashSet<string> _impatient = [];
    private JobState? _state;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props() => ActorProps.Of(() => new NotifierActor());

    protected override void PreStart() => Context.Parent.Tell(new Ready());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Watch watch: OnWatch(watch); break;
            case Publish publish: OnPublish(publish.State); break;
            case PatienceOver over: OnPatienceOver(over.RequestId); break;
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
        _state = state;
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
        watch.ReplyTo.Tell(new JobReply(_state!) { RequestId = watch.RequestId });
        Context.Parent.Tell(new Answered(watch.RequestId));
        return true;
    }

    private sealed record PatienceOver(string RequestId);
}
