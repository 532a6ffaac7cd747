using AgentExec.Actors.Jobs;
using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// One command in the foreground: runs it as a job and answers its caller when it has ended, or has gone to the background after its time there. A caller that goes
/// away meanwhile takes it along.
/// </summary>
internal sealed class ExecActor(string job, SessionServices services) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly List<string> _warnings = [];
    private KillLadder? _ladder;
    private IActorRef _asker = ActorRefs.Nobody;
    private ExecRequest? _exec;
    private SessionRecord? _record;
    private JobState? _state;
    private bool _follows, _yields;

    public ITimerScheduler Timers { get; set; } = null!;

    private JobServices Jobs => services.Jobs;

    private Known Now => new(job, _record!, _state, Jobs.Store.ReadMeta(job)?.Cwd ?? _exec?.Run.Cwd ?? "");

    public static Props Props(string job, SessionServices services) => ActorProps.Of(() => new ExecActor(job, services));

    // Its question, and who asked it, is all that is not on disk.
    protected override void PreRestart(Exception reason, object message)
    {
        base.PreRestart(reason, message);
        if (_exec is not null) Self.Tell(_exec, _asker);
        else Self.Tell(new AwaitCaller());
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ExecRequest exec: OnExec(exec); break;
            case AwaitCaller: OnAwaitCaller(); break;
            case CallerOverdue when _exec is null: GiveUp("its caller has not come back"); break;
            case CallerGone gone when gone.Caller.Equals(_asker.Path.Address): GiveUp("its caller has gone"); break;
            case ExecAbandonRequest abandon: OnAbandon(abandon); break;
            case KillLadder.GraceOver: _ladder?.Finish(); break;
            case JobReply reply: OnReply(reply); break;
            case UnrecordedOver over: Finish(ToolFailure.Of(SessionTexts.Unrecorded(job, over.Why))); break;
            case ErrorReply error: OnRefused(error); break;
            case YieldOver: Yield(); break;
            case NameClaimed named: OnNamed(named.Slug); break;
            case NameRefused refused: TryYieldAgain(refused.Error); break;
            case Listed: AnswerRunning(); break;
            case ToolResult result: Finish(result); break;
            case Terminated: Follow(); break;
            case Status.Failure failure: Finish(ToolFailure.Of($"the output of job {job} cannot be read: {failure.Cause.Message}")); break;
            default: break;
        }
    }

    // Asked for the first time, or again by a client whose host died under it. Either way the registry knows whether the job exists.
    private void OnExec(ExecRequest exec)
    {
        _asker = Sender;
        _exec = exec;
        _warnings.Clear();
        _record = Jobs.Store.ReadSession(job) ?? ExecRules.Bounded(exec.Run.Session!, _warnings);
        services.Registry.Tell(exec.Run with { Session = _record, ObserveMs = 0, DeadlineSinceBootMs = 0 });
    }

    private void OnAwaitCaller()
    {
        _record = Jobs.Store.ReadSession(job);
        Follow();
        Timers.StartSingleTimer("caller", new CallerOverdue(), Jobs.Settings.RelaunchWindow);
    }

    // What the disk refuses, it may refuse for ever: the caller gets the reason instead of waiting for a host that is well.
    private void OnReply(JobReply reply)
    {
        if (reply.Unrecorded is null) Timers.Cancel("unrecorded");
        else if (_exec is not null && !_yields && !Timers.IsTimerActive("unrecorded"))
            Timers.StartSingleTimer("unrecorded", new UnrecordedOver(reply.Unrecorded), ExecTimes.PatienceWithDisk);
        OnState(reply.State);
    }

    private void OnState(JobState state)
    {
        if (_state is { IsTerminal: true }) return;
        _state = state;
        if (state.IsTerminal)
        {
            OnEnded();
            return;
        }

        if (!_follows) Follow();
        // When it fails for good the registry has another, or the end.
        Context.Watch(Sender);
        if (_exec is null || _yields || !_record!.MayYield || _ladder is not null) return;
        if (_record.Background) Yield();
        else Timers.StartSingleTimer("yield", new YieldOver(), ExecTimes.LeftInForeground(_record, state, BootClock.Now));
    }

    private void OnEnded()
    {
        Timers.Cancel("yield");
        if (_yields) return;
        if (_exec is null || _ladder is not null)
        {
            Leave();
            return;
        }

        var now = Now;
        var directory = Jobs.Store.DirectoryOf(job);
        // It may be long: all of it is counted.
        Task.Run(() => SessionViews.Ended(now, new CombinedOutput(directory).Tail(now.Record.MaxOutputChars, ended: true))).PipeTo(Self);
    }

    private void OnRefused(ErrorReply error)
    {
        if (_exec is null) Leave();
        else Finish(ToolFailure.Of(error.Error.Message));
    }

    private void Yield()
    {
        if (_yields || _exec is null) return;
        if (!services.IsAlive(_exec.CallerPid, _exec.CallerStartTicks))
        {
            GiveUp("its caller has gone");
            return;
        }

        _yields = true;
        // It has its name when this actor failed behind it.
        if (_record is { BackgroundedAt: not null, Slug: not null }) Context.Parent.Tell(new Backgrounded(job, _record));
        else Context.Parent.Tell(new ClaimName(job));
    }

    private void OnNamed(string slug)
    {
        var record = _record! with { Slug = slug, BackgroundedAt = Timestamp.Format(Jobs.Time.GetUtcNow()) };
        try
        {
            Jobs.Store.WriteSession(job, record, durable: true);
            _record = record;
            Context.Parent.Tell(new Backgrounded(job, record));
        }
        catch (IOException error)
        {
            TryYieldAgain(error.Message);
        }
    }

    // It stays in the foreground for now: nobody is told of a session that disk does not know.
    private void TryYieldAgain(string error)
    {
        Context.GetLogger().Error("{0} cannot go to the background, trying again: {1}", job, error);
        _yields = false;
        if (!Timers.IsTimerActive("unrecorded")) Timers.StartSingleTimer("unrecorded", new UnrecordedOver(error), ExecTimes.PatienceWithDisk);
        if (_state is { IsTerminal: true }) OnEnded();
        else Timers.StartSingleTimer("yield", new YieldOver(), AgainAfter);
    }

    private void AnswerRunning()
    {
        var tail = new CombinedOutput(Jobs.Store.DirectoryOf(job)).QuickTail(SessionRules.TailChars, ended: false);
        Answer(SessionViews.Running(Now, tail));
        Context.Stop(Self);
    }

    private void OnAbandon(ExecAbandonRequest abandon)
    {
        if (_state is { } state) Sender.Tell(new JobReply(state) { RequestId = abandon.RequestId });
        else Sender.Tell(new JobReply(JobState.Unidentified(job)) { RequestId = abandon.RequestId });
        GiveUp("its caller has given up");
    }

    private void GiveUp(string why)
    {
        if (_yields || _state is { IsTerminal: true }) return;
        Context.GetLogger().Info("{0} ends: {1}", job, why);
        _asker = ActorRefs.Nobody;
        (_ladder ??= new KillLadder(job, services.Registry, Timers)).Begin();
    }

    private void Finish(ToolResult result)
    {
        Answer(result);
        Leave();
    }

    private void Answer(ToolResult result) => _asker.Tell(new ToolReply(result.Warned(_warnings)) { RequestId = _exec!.RequestId });

    private void Leave()
    {
        Context.Parent.Tell(new Closed(job));
        Context.Stop(Self);
    }

    private void Follow()
    {
        _follows = true;
        services.Registry.Tell(new FollowProtocol.Follow { JobId = job, Wants = FollowProtocol.Wants.States, AlsoUnrecorded = true });
    }

    private sealed record YieldOver;

    private sealed record CallerOverdue;

    private sealed record UnrecordedOver(string Why);
}
