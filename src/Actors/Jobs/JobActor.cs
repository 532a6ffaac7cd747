using AgentExec.Actors.Notifications;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Timeouts;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Jobs.JobProtocol;
using Until = AgentExec.Actors.Notifications.NotifierProtocol.Until;
using Watch = AgentExec.Actors.Notifications.NotifierProtocol.Watch;

namespace AgentExec.Actors.Jobs;

/// <summary>
/// One job: carries out what <see cref="JobLifecycle"/> decides and writes every change to the job's directory before anybody hears of it. Rebuilt
/// from that directory after a failure or a restart of the host.
/// </summary>
public sealed class JobActor(string job, string root, JobServices services) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan PersistAgainAfter = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, Watch> _watches = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private JobMeta? _meta;
    private JobState _state = JobState.Unidentified(job);
    private JobState? _onDisk;
    private IActorRef _process = ActorRefs.Nobody, _notifier = ActorRefs.Nobody;
    private int _notifierFailures;
    private bool _begun, _keeperDone;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string job, string root, JobServices services) => ActorProps.Of(() => new JobActor(job, root, services));

    protected override SupervisorStrategy SupervisorStrategy() => new JobSupervision();

    protected override void PreRestart(Exception reason, object message)
    {
        base.PreRestart(reason, message);
        foreach (var watch in _watches.Values) Self.Tell(watch);
    }

    // At once and not by a message: what is queued already would be done to a job of which nothing is known yet, and written over its state.
    protected override void PostRestart(Exception reason) => OnRecover();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RunRequest run when !_begun: OnRun(run); break;
            case RunRequest run: OnWatch(run, run.ObserveMs > 0 ? Until.Ended : Until.Recorded, run.ObserveMs); break;
            case StatusRequest status: OnWatch(status, Until.Recorded, 0); break;
            case WaitRequest wait: OnWatch(wait, Until.Ended, wait.TimeoutMs); break;
            case KillRequest kill: OnKill(kill); break;
            case Recover when !_begun: OnRecover(); break;
            case Watch watch: Open(watch); break;
            case Leave when _watches.Count == 0: Context.Stop(Self); break;
            case Leave: Context.Parent.Tell(new Stays(job)); break;
            case ProcessProtocol.IFact fact: OnFact(fact); break;
            case TimeoutProtocol.Ready: Arm(); break;
            case TimeoutProtocol.Overdue overdue: OnOverdue(overdue.Step); break;
            case NotifierProtocol.Ready: OnNotifierReady(); break;
            case NotifierProtocol.Answered answered: _watches.Remove(answered.RequestId); RetireWhenDone(); break;
            case Terminated ended: OnChildEnded(ended.ActorRef); break;
            case StartNotifier: StartTheNotifier(); break;
            case PersistAgain: Persist(); break;
            case Progress: Change(JobLifecycle.Progressed(_state, services.Time.GetUtcNow())); break;
            default: Unhandled(message); break;
        }
    }

    private void OnRun(RunRequest run)
    {
        var meta = LaunchSpec.Describe(run, root, services.Time.GetUtcNow());
        try
        {
            services.Store.Create(meta);
        }
        catch (IOException error)
        {
            Sender.Tell(new ErrorReply(ErrorDetail.Internal($"the job's directory could not be made: {error.Message}")) { RequestId = run.RequestId });
            Context.Parent.Tell(new Retire(job));
            return;
        }

        Begin(meta, JobLifecycle.Created(meta));
        OnWatch(run, run.ObserveMs > 0 ? Until.Ended : Until.Recorded, run.ObserveMs);
        if (run.EnvFiles.FirstOrDefault(file => file.Text is null) is not { } unreadable)
        {
            _process.Tell(new ProcessProtocol.Launch(LaunchSpec.Order(run)));
            return;
        }

        OnFact(new ProcessProtocol.LaunchFailed(unreadable.Error ?? "an env file cannot be read"));
        OnFact(new ProcessProtocol.KeeperDone());
    }

    private void OnRecover()
    {
        _onDisk = services.Store.ReadState(job);
        var meta = services.Store.ReadMeta(job);
        if (services.IsUnreadable(job))
        {
            Context.Parent.Tell(new Recovered(job));
            Context.Parent.Tell(new Retire(job));
            return;
        }

        Begin(meta, _onDisk ?? JobLifecycle.Created(meta!));
        _process.Tell(new ProcessProtocol.Adopt(_state));
    }

    private void Begin(JobMeta? meta, JobState state)
    {
        (_meta, _state, _begun) = (meta, state, true);
        StartProcess();
        StartTheNotifier();
        if (meta?.TimeoutMs is not null && !state.IsTerminal)
            Context.ActorOf(TimeoutActor.Props(services.Settings.OverdueGrace), JobSupervision.Timeout);
        if (meta?.ProgressEveryMs is { } every && !state.IsTerminal)
            Timers.StartPeriodicTimer("progress", new Progress(), Duration.FromMilliseconds(every));
    }

    private void OnWatch(Request request, Until until, int patienceMs) =>
        Open(new Watch(request.RequestId, Sender, until, TimeSpan.FromMilliseconds(patienceMs)));

    private void Open(Watch watch)
    {
        _watches[watch.RequestId] = watch;
        _notifier.Tell(watch);
    }

    private void OnKill(KillRequest kill)
    {
        if (!_state.IsTerminal)
        {
            // On disk before it is sent: a host that dies in between leaves the trace of it.
            Change(JobLifecycle.KillRequested(_state, kill.Signal, services.Time.GetUtcNow()));
            _process.Tell(new ProcessProtocol.SendSignal(new SignalOrder(kill.Signal, SignalCause.Kill), kill.RequestId));
        }

        if (kill.WaitMs > 0 || _state.IsTerminal) OnWatch(kill, Until.Ended, kill.WaitMs);
        else _watches[kill.RequestId] = new Watch(kill.RequestId, Sender, Until.Recorded, TimeSpan.Zero);
    }

    private void OnFact(ProcessProtocol.IFact fact)
    {
        var now = services.Time.GetUtcNow();
        switch (fact)
        {
            case ProcessProtocol.Started started:
                Change(JobLifecycle.Started(_state, started.Fact, ProcessIdentity.CurrentBootId, now));
                Arm();
                Context.Parent.Tell(new Recovered(job));
                break;
            case ProcessProtocol.Settled settled: Change(JobLifecycle.Settled(_state, settled.Record, now)); break;
            case ProcessProtocol.LaunchFailed failed: Change(JobLifecycle.LaunchFailed(_state, failed.Error, now)); break;
            case ProcessProtocol.KeeperLost: Change(JobLifecycle.Lost(_state, now)); break;
            case ProcessProtocol.SignalSent sent when _watches.TryGetValue(sent.RequestId, out var watch): _notifier.Tell(watch); break;
            case ProcessProtocol.KeeperDone:
                _keeperDone = true;
                Context.Parent.Tell(new Recovered(job));
                // A kill that waited to be sent is answered by the end.
                foreach (var open in _watches.Values) _notifier.Tell(open);
                RetireWhenDone();
                break;
        }
    }

    private void Change(JobState next)
    {
        if (ReferenceEquals(next, _state)) return;
        _state = next;
        Persist();
    }

    private void Persist()
    {
        try
        {
            services.Store.WriteState(_state);
        }
        catch (IOException error)
        {
            // Memory stays right and nobody is told anything until disk says it too (fault 12).
            _log.Error("state of {0} not written, trying again: {1}", job, error.Message);
            Timers.StartSingleTimer("persist", new PersistAgain(), PersistAgainAfter);
            return;
        }

        _onDisk = _state;
        _notifier.Tell(new NotifierProtocol.Publish(_state));
        if (!_state.IsTerminal) return;
        Timers.Cancel("progress");
        Context.Stop(Context.Child(JobSupervision.Timeout));
        Context.Parent.Tell(new Ended(job));
        RetireWhenDone();
    }

    private void Arm()
    {
        if (_meta?.TimeoutMs is not { } timeout || _state is not { PidStartTicks: { } ticks, IsTerminal: false }) return;
        var remaining = TimeoutLadder.Remaining(Duration.FromMilliseconds(timeout), BootClock.FromTicks(ticks), BootClock.Now);
        Context.Child(JobSupervision.Timeout).Tell(new TimeoutProtocol.Arm(remaining, Duration.FromMilliseconds(_meta.KillAfterMs ?? 0)));
    }

    private void OnOverdue(TimeoutLadder.Step step)
    {
        _log.Warning("{0} outlives its timeout: {1}", job, step);
        if (step == TimeoutLadder.Step.KillDirectly) services.Keepers.KillOrphans(_state);
        else _process.Tell(new ProcessProtocol.SendSignal(new SignalOrder(Signals.Kill, SignalCause.Timeout), "timeout"));
    }

    private void OnNotifierReady()
    {
        if (_onDisk is not null) Sender.Tell(new NotifierProtocol.Publish(_onDisk));
        foreach (var watch in _watches.Values) Sender.Tell(watch);
    }

    private void StartProcess() => _process = Context.Watch(Context.ActorOf(ProcessActor.Props(job, services), JobSupervision.Process));

    private void StartTheNotifier() => _notifier = Context.Watch(Context.ActorOf(NotifierActor.Props(), JobSupervision.Notifier));

    private void OnChildEnded(IActorRef child)
    {
        if (child.Equals(_notifier))
        {
            var (least, most) = (services.Settings.NotifierBackoffMin, services.Settings.NotifierBackoffMax);
            Timers.StartSingleTimer("notifier", new StartNotifier(), Backoff.Delay(_notifierFailures++, least, most));
        }
        else if (child.Equals(_process))
        {
            StartProcess();
            _process.Tell(new ProcessProtocol.Adopt(_state));
        }
    }

    private void RetireWhenDone()
    {
        if (_keeperDone && _watches.Count == 0 && ReferenceEquals(_onDisk, _state)) Context.Parent.Tell(new Retire(job));
    }

    private sealed record StartNotifier;
    private sealed record PersistAgain;
    private sealed record Progress;
}
