using AgentExec.Actors.Events;
using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// One session that is listed: answers for it from its job's directory, says its end to the inbox, and is the only writer of <c>session.json</c>. Whatever a reader was
/// given is on disk as read before it gets it.
/// </summary>
internal sealed class SessionActor : UntypedActor, IWithTimers, IWithUnboundedStash
{
    private readonly SessionServices _services;
    private readonly SessionDisk _disk;
    private readonly SessionPolls _polls;
    private readonly SessionLogs _logs;
    private readonly SessionKills _kills = new();
    private KillLadder? _ladder;
    private bool _looked, _queued, _watchesOutput;

    private SessionActor(string job, SessionRecord record, SessionServices services)
    {
        _services = services;
        _disk = new SessionDisk(job, record, services);
        _polls = new SessionPolls(_disk);
        _logs = new SessionLogs(services.Jobs.Store.DirectoryOf(job));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private string Job => _disk.Job;
    private string Id => _disk.Record.Slug!;

    public static Props Props(string job, SessionRecord record, SessionServices services) => ActorProps.Of(() => new SessionActor(job, record, services));

    protected override void PreStart() => Follow(FollowProtocol.Wants.States);

    // Whoever waits does not find out otherwise before its time is over.
    protected override void PreRestart(Exception reason, object message)
    {
        if (!_polls.Holds(message)) SessionAnswers.Refuse(Sender, message, SessionTexts.Failed(Id));
        RefuseAll(SessionTexts.Failed(Id));
        base.PreRestart(reason, message);
    }

    // What was on disk when the parent made it may be old by now.
    protected override void PostRestart(Exception reason)
    {
        _disk.Reload();
        base.PostRestart(reason);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case JobReply reply: OnState(reply); break;
            case ErrorReply { Error.Code: ErrorCode.JobNotFound }: Close(); break;
            // The signal that nobody would deliver.
            case ErrorReply error when _ladder?.IsAnswered(error) is true: _kills.Refuse(error.Error.Message); _ladder = null; break;
            // Before it is known what has become of it, one that has ended would be shown as running.
            case Asked or Describe or PollAbandonRequest when !_looked: Stash.Stash(); break;
            case CallerGone gone: _polls.Forget(gone.Caller, Stash); break;
            case FollowProtocol.Grew: ServePolls(); break;
            case Asked asked when _disk.IsExpired: Answer(Sender, asked.Request, ToolFailure.Of(ProcessCallRule.UnknownSession(asked.Request.Call.SessionId!))); Close(); break;
            case Asked asked: OnAsked(asked.Request); break;
            case Describe: Sender.Tell(new Described(_disk.IsExpired ? null : SessionViews.Listed(_disk))); break;
            case ExecRequest exec: Sender.Tell(new ToolReply(SessionViews.Running(_disk.Now, _disk.QuickTail())) { RequestId = exec.RequestId }); break;
            case ExecAbandonRequest abandon when _disk.State is { } state: Sender.Tell(new JobReply(state) { RequestId = abandon.RequestId }); break;
            case PollAbandonRequest abandon: OnAbandon(abandon); break;
            case PollOver over: _polls.GiveUp(over.RequestId, Told); break;
            case InputActor.Closed: _disk.Change(_disk.Record with { InputClosed = true }); break;
            case KillLadder.GraceOver: _ladder!.Finish(); Timers.StartSingleTimer("unkillable", new Unkillable(), KillLadder.Grace * 3); break;
            case Unkillable when !_disk.Now.HasEnded: _kills.GiveUp(_disk.Now); _ladder = null; break;
            case EventsProtocol.Queued: OnQueued(); break;
            case Expired: OnExpired(); break;
            case Terminated: Follow(_watchesOutput ? FollowProtocol.Wants.Output : FollowProtocol.Wants.States); break;
            default: break;
        }
    }

    private void OnState(JobReply reply)
    {
        var ended = !_disk.Now.HasEnded && reply.State.IsTerminal;
        _kills.Unrecorded = reply.Unrecorded;
        _disk.Take(reply.State);
        if (!reply.State.IsTerminal) Context.Watch(Sender);
        if (ended || _disk.Now.IsComplete) ServePolls();
        if (ended) OnEnded();
        if (_looked) return;
        _looked = true;
        Context.Parent.Tell(new Looked(Job));
        Stash.UnstashAll();
    }

    private void OnEnded()
    {
        Timers.Cancel("kill");
        if (_kills.Any)
        {
            _disk.Change(_disk.Record with { EndDelivered = true });
            if (_kills.Confirm(_disk.Now))
            {
                Clear();
                return;
            }
        }

        if (_disk.Record.Notified) AcknowledgeWhenTold();
        else if (ExitNotice.Of(_disk.Now, _disk.QuickTail().Text) is { } notice) _services.Events.Tell(new EventsProtocol.Queue(notice));
        else _disk.Change(_disk.Record with { Notified = true });
        Timers.StartSingleTimer("expired", new Expired(), _disk.LeftOnList);
    }

    // Later again when the clock was put back meanwhile.
    private void OnExpired()
    {
        if (_disk.IsExpired) Close();
        else Timers.StartSingleTimer("expired", new Expired(), _disk.LeftOnList);
    }

    private void OnQueued()
    {
        _queued = true;
        _disk.Change(_disk.Record with { Notified = true });
        AcknowledgeWhenTold();
        if (_disk.IsExpired) Close();
    }

    // Whoever was told by a poll is not told again by an event.
    private void AcknowledgeWhenTold()
    {
        if (_disk.Record.EndDelivered || _disk.Record.Cleared) _services.Events.Tell(new EventsProtocol.Acknowledge(Job));
    }

    private void OnAsked(ProcessRequest request)
    {
        var now = _disk.Now;
        switch (request.Call.Action)
        {
            case ProcessAction.Poll: OnPoll(request); break;
            case ProcessAction.Log: SessionAnswers.Log(Sender, Self, now, request, _logs); break;
            case ProcessAction.Kill when now.HasEnded: Answer(Sender, request, ToolFailure.Of(SessionTexts.EndedAlready(now, "kill"))); break;
            case ProcessAction.Remove when now.HasEnded:
            case ProcessAction.Clear when now.HasEnded:
                Answer(Sender, request, SessionViews.Done(now));
                Clear();
                break;
            case ProcessAction.Clear: Answer(Sender, request, ToolFailure.Of(SessionTexts.StillRunning(now))); break;
            case ProcessAction.Kill:
            case ProcessAction.Remove:
                _kills.Add(Sender, request);
                (_ladder ??= new KillLadder(Job, _services.Registry, Timers)).Begin();
                break;
            default: OnInput(request, now); break;
        }
    }

    private void OnPoll(ProcessRequest request)
    {
        if (!_polls.TryOpen(Sender, request, out var refusal)) Answer(Sender, request, ToolFailure.Of(refusal));
        else if (_polls.TryServe(request.RequestId, Told)) return;
        else
        {
            Timers.StartSingleTimer($"poll-{request.RequestId}", new PollOver(request.RequestId), _polls.PatienceOf(request.RequestId));
            // Said anew for each: the keeper then says at once that there is output, also what came since this was read.
            Follow(FollowProtocol.Wants.Output);
        }
    }

    private void ServePolls()
    {
        _polls.ServeAll(Told);
        if (_watchesOutput && !_polls.Any) Follow(FollowProtocol.Wants.States);
    }

    private void OnAbandon(PollAbandonRequest abandon)
    {
        Timers.Cancel($"poll-{abandon.PollId}");
        var error = _polls.Abandon(abandon.PollId, out var givenBack);
        if (error is not null) Context.GetLogger().Warning("session {0}: what a poll took whose asker gave up is not given back: {1}", Id, error);
        Sender.Tell(new PollAbandonReply(givenBack && error is null) { RequestId = abandon.RequestId });
        ServePolls();
    }

    private void Told(string requestId)
    {
        Timers.Cancel($"poll-{requestId}");
        if (_queued || _disk.Record.Notified) AcknowledgeWhenTold();
    }

    private void OnInput(ProcessRequest request, Known now)
    {
        var plan = InputPlan.Of(request.Call, now);
        if (plan.Refusal is { } refusal) Answer(Sender, request, ToolFailure.Of(refusal));
        else if (plan.Size is { } size)
        {
            _services.Registry.Tell(new FollowProtocol.Feed { JobId = Job, Input = new Processes.ProcessProtocol.Resize(size) });
            Answer(Sender, request, new SessionInput { Status = ToolStatus.Running, SessionId = Id, Name = now.Record.Name, Bytes = 0, Warnings = plan.Warnings });
        }
        else
        {
            var input = Context.Child("input") is { } open && !open.IsNobody() ? open : Context.ActorOf(InputActor.Props(_services.Registry), "input");
            input.Forward(new InputActor.Type(Job, request.RequestId, plan, now, InputActor.UntilFromNow));
        }
    }

    private void Clear()
    {
        if (_disk.Change(_disk.Record with { Cleared = true, EndDelivered = true }) is { } error)
            Context.GetLogger().Warning("session {0} is off the list, but that is not written down: {1}", Id, error);
        AcknowledgeWhenTold();
        Close();
    }

    private void Close()
    {
        Context.Parent.Tell(new Closed(Job));
        RefuseAll(ProcessCallRule.UnknownSession(Id));
        Context.Stop(Self);
    }

    private void RefuseAll(string error)
    {
        _polls.Refuse(error);
        _kills.Refuse(error);
        foreach (var early in Stash.ClearStash()) SessionAnswers.Refuse(early.Sender, early.Message, error);
    }

    private void Follow(FollowProtocol.Wants wants)
    {
        _watchesOutput = wants == FollowProtocol.Wants.Output;
        _services.Registry.Tell(new FollowProtocol.Follow { JobId = Job, Wants = wants, AlsoUnrecorded = true });
    }

    private static void Answer(IActorRef asker, Request request, ToolResult result) => asker.Tell(new ToolReply(result) { RequestId = request.RequestId });

    private sealed record PollOver(string RequestId);

    private sealed record Unkillable;

    private sealed record Expired;
}
