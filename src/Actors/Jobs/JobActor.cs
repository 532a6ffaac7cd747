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
using static AgentExec.Actors.Jobs.JobReminders;
using Watch = AgentExec.Actors.Notifications.NotifierProtocol.Watch;

namespace AgentExec.Actors.Jobs;

/// <summary>
/// One job: carries out what <see cref="JobLifecycle"/> decides and writes every change to the job's directory before anybody hears of it. Rebuilt
/// from that directory after a failure or a restart of the host.
/// </summary>
public sealed class JobActor(string job, JobServices services) : UntypedActor, IWithTimers
{
    private readonly JobChildren _children = new(job, services, Context);
    private readonly JobAskers _askers = new();
    private readonly EarlyKills _earlyKills = new();
    private readonly JobLaunch _launch = new(job, services, Context);
    private readonly JobRecord _record = new(job, services.Store);
    private bool _begun, _reached, _keeperDone, _delivered, _foreign;

    public ITimerScheduler Timers { get; set; } = null!;

    private JobState State => _record.State;

    private JobDescription Description => field ??= new JobDescription(job, services, _record, _askers, _children);

    public static Props Props(string job, JobServices services) => ActorProps.Of(() => new JobActor(job, services));

    protected override SupervisorStrategy SupervisorStrategy() => new JobSupervision();

    protected override void PreRestart(Exception reason, object message)
    {
        _children.Inputs.HandTo(Self);
        base.PreRestart(reason, message);
        _askers.HandTo(Self);
        _earlyKills.HandTo((asker, kill) => Self.Tell(kill, asker));
    }

    // At once and not by a message: what is queued already would be done to a job of which nothing is known yet, and written over its state.
    protected override void PostRestart(Exception reason) => OnRecover();

    protected override void PostStop() => _children.Inputs.End();

    protected override void OnReceive(object message)
    {
        if (_begun && message is JobRequest or LookAtFiles) CompareFiles();
        switch (message)
        {
            case RunRequest run when !_begun: OnRun(run); break;
            case RunRequest run when _launch.IsOpen: Launch(run); break;
            case Abandon when _launch.IsOpen: _launch.Fail(JobLaunch.NothingRan); break;
            case RunRequest or StatusRequest or WaitRequest: OnAsked((JobRequest)message); break;
            case KillRequest kill: OnKill(Sender, kill); break;
            case TagSetRequest or NotifySetRequest: Sender.Tell(Description.Edit((JobRequest)message)); break;
            case Recover when !_begun: OnRecover(); break;
            case Watch watch: _askers.Open(watch); break;
            case FollowProtocol.Follow follow: _askers.Follow(Context.Watch(Sender), follow, _record, _children.Process); break;
            case FollowProtocol.Feed feed: _children.Feed(feed, Sender, State); break;
            case ProcessProtocol.InputTaken taken: _children.Inputs.Taken(taken); break;
            case Leave when _askers.AreNone && _earlyKills.AreNone: Context.Stop(Self); break;
            case Leave: Context.Parent.Tell(new Stays(job)); break;
            case ProcessProtocol.IFact fact: OnFact(fact); break;
            case TimeoutProtocol.Ready: _children.Arm(_record.Meta, State); break;
            case TimeoutProtocol.Overdue overdue: _children.StepIn(overdue.Step, State); break;
            case NotifierProtocol.Ready: _askers.Introduce(_record, _keeperDone); break;
            case NotifierProtocol.AllDelivered: _delivered = true; RetireWhenDone(); break;
            case NotifierProtocol.Answered answered: _askers.Answered(answered.RequestId); RetireWhenDone(); break;
            case Terminated ended: _askers.Forget(ended.ActorRef); _reached &= !_children.OnEnded(ended.ActorRef, Timers); break;
            case ReplaceNotifier: _askers.Notifier = _children.StartNotifier(); break;
            case AdoptAgain: Adopt(); break;
            case LookAtFiles: break;
            case PersistAgain: Persist(); break;
            case Progress: Change(JobLifecycle.Progressed(State, services.Time.GetUtcNow())); break;
            default: Unhandled(message); break;
        }
    }

    private void OnRun(RunRequest run)
    {
        if (_launch.Create(run, Sender) is not { } meta) return;
        _record.Begin(meta);
        StartChildren();
        _children.StartProcess();
        Launch(run);
    }

    private void Launch(RunRequest run)
    {
        Timers.Cancel("abandon");
        _askers.Open(WatchRule.For(run, Sender));
        _launch.Order(run, _children.Process);
        _children.Follow(_record.Meta);
    }

    private void OnAsked(JobRequest request)
    {
        if (request is RunRequest run && !_reached && !State.IsTerminal) _launch.Note(run);
        _askers.Open(WatchRule.For(request, Sender));
    }

    // Its caller asks again if it still lives: what was asked for in full, secrets included, only the caller knows.
    private void OnNeverStarted()
    {
        if (_launch.TryOrderNoted(_children.Process)) return;
        Timers.StartSingleTimer("abandon", new Abandon(), services.Settings.RelaunchWindow);
        Context.Parent.Tell(new Recovered(job));
    }

    private void OnRecover()
    {
        if (services.IsUnreadable(job) || !_record.TryRead())
        {
            Context.Parent.Tell(new Recovered(job));
            Context.Parent.Tell(new Retire(job));
            return;
        }

        StartChildren();
        Self.Tell(new LookAtFiles());
        Adopt();
    }

    private void Adopt()
    {
        _children.StartProcess().Tell(new ProcessProtocol.Adopt(State));
        _children.Follow(_record.Meta, _askers.WantOutput);
    }

    private void StartChildren()
    {
        _begun = true;
        _askers.Notifier = _children.StartNotifier();
        if (!State.IsTerminal) _children.StartTimes(_record.Meta, Timers);
    }

    private void OnKill(IActorRef asker, KillRequest kill)
    {
        var watch = WatchRule.For(kill, asker);
        if (State.IsTerminal) _askers.Open(watch);
        else if (!_reached && !_foreign) _earlyKills.Add(asker, kill);
        else
        {
            // On disk before it is sent: a host that dies in between leaves the trace of it. What another program writes is its own.
            if (!_foreign) Change(JobLifecycle.KillRequested(State, kill.Signal, services.Time.GetUtcNow()));
            _askers.Hold(watch);
            _children.Process.Tell(new ProcessProtocol.SendSignal(new SignalOrder(kill.Signal, SignalCause.Kill, kill.Tree), kill.RequestId));
        }
    }

    private void OnFact(ProcessProtocol.IFact fact)
    {
        var now = services.Time.GetUtcNow();
        switch (fact)
        {
            case ProcessProtocol.Started started:
                Change(JobLifecycle.Started(State, started.Fact, ProcessIdentity.CurrentBootId, now));
                _reached = true;
                _children.Arm(_record.Meta, State);
                _earlyKills.HandTo(OnKill);
                Context.Parent.Tell(new Recovered(job));
                break;
            case ProcessProtocol.OutputGrew: _askers.OutputGrew(job); break;
            case ProcessProtocol.Foreign or ProcessProtocol.Unreachable:
                _foreign |= fact is ProcessProtocol.Foreign;
                _reached |= !_foreign;
                Context.Parent.Tell(new Recovered(job));
                _earlyKills.HandTo(OnKill);
                RetireWhenDone();
                break;
            case ProcessProtocol.ForeignEnded: _record.TryRead(); Publish(); break;
            case ProcessProtocol.Settled settled: Change(JobLifecycle.Settled(State, settled.Record, now)); break;
            case ProcessProtocol.NeverStarted: OnNeverStarted(); break;
            case ProcessProtocol.LaunchFailed failed: Change(JobLifecycle.LaunchFailed(State, failed.Error, now)); break;
            case ProcessProtocol.KeeperLost lost: Change(JobLifecycle.KeeperLost(State, lost.End, now)); break;
            case ProcessProtocol.ForeignLost: Change(JobLifecycle.Lost(State, now)); break;
            case ProcessProtocol.SignalSent sent: _askers.Release(sent.RequestId); break;
            case ProcessProtocol.SignalRefused no: _askers.Refuse(no.RequestId, ErrorDetail.Internal($"job {job} cannot be signalled: {no.Error}")); break;
            case ProcessProtocol.KeeperDone:
                _keeperDone = true;
                Context.Parent.Tell(new Recovered(job));
                // A kill that waited to be sent is answered by the end.
                _earlyKills.HandTo(OnKill);
                _askers.OutputEnded();
                _children.Inputs.End();
                RetireWhenDone();
                break;
        }
    }

    private void Change(JobState next)
    {
        // Who is told of an end is what its description says by then.
        if (next.IsTerminal) CompareFiles();
        if (_record.Change(next)) Persist();
    }

    private void Persist()
    {
        if (_record.TryWrite() is { } error) OnNotWritten(error);
        else Publish();
    }

    private void Publish()
    {
        // First: whoever is told of the end may ask for another job at once, and finds this one's room.
        if (State.IsTerminal) Context.Parent.Tell(new Ended(job));
        _askers.Publish(State);
        if (!State.IsTerminal) return;
        _children.StopTimes(Timers);
        RetireWhenDone();
    }

    private void OnNotWritten(string error)
    {
        if (services.Store.Exists(job))
        {
            // Memory stays right and nobody is told more than disk says (fault 12).
            Context.GetLogger().Error("state of {0} not written, trying again: {1}", job, error);
            _askers.TellUnwritten(_record);
            Timers.StartSingleTimer("persist", new PersistAgain(), PersistAgain.After);
            return;
        }

        // Whoever removed the directory has ended the job's story; the command itself is left alone.
        Context.GetLogger().Warning("the directory of {0} is gone, the job is forgotten", job);
        Timers.CancelAll();
        _askers.RefuseAll(ErrorDetail.JobNotFound(job));
        _earlyKills.RefuseAll(ErrorDetail.JobNotFound(job));
        Context.Parent.Tell(new Retire(job));
    }

    private void CompareFiles()
    {
        if (Description.Compare(isOurs: !_foreign)) Persist();
    }

    private void RetireWhenDone()
    {
        if (_askers.AreNone && (_foreign || _keeperDone && _record.IsRecorded && _delivered)) Context.Parent.Tell(new Retire(job));
    }
}
