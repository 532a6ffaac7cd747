using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// All sessions of one root: <c>/user/sessions</c>. An actor for each command in the foreground, and one for each session that is listed. Decides who may know of
/// which session; what a caller may not know of does not exist for it.
/// </summary>
public sealed class SessionsActor(SessionServices services) : UntypedActor, IWithUnboundedStash, IWithTimers
{
    private static readonly TimeSpan RecoveryTimeout = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IActorRef> _foreground = [];
    private readonly SessionIndex _index = new();
    private readonly Pollers _pollers = new();
    private readonly HashSet<string> _looking = [];

    public IStash Stash { get; set; } = null!;
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(SessionServices services) => ActorProps.Of(() => new SessionsActor(services));

    // A session is rebuilt from its directory: whoever asked is asked for again by its client.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(5, TimeSpan.FromMinutes(1), _ => Directive.Restart);

    protected override void PreStart()
    {
        foreach (var (slug, job) in services.Book.Open)
        {
            if (services.Jobs.Store.ReadSession(job) is not { Cleared: false } record) CloseBook(slug);
            // Its host died between the name and the session's own record: the next caller's question, or nobody's, ends it.
            else if (record.Slug != slug) continue;
            else Open(job, record);
        }

        foreach (var job in services.Jobs.Store.Names().Where(IsInForeground)) StartExec(job).Tell(new AwaitCaller());
        Timers.StartSingleTimer("recovery", new RecoveryOver(), RecoveryTimeout);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ExecRequest exec: OnExec(exec); break;
            case ExecAbandonRequest abandon: OnAbandon(abandon); break;
            case ProcessRequest request: OnProcess(request); break;
            case PollAbandonRequest abandon: OnAbandon(abandon); break;
            // What ended while no host lived is put into the inbox before anybody reads it.
            case EventsRequest when _looking.Count > 0: Stash.Stash(); break;
            case EventsRequest events: services.Events.Forward(events); break;
            case ClaimName claim: OnClaim(claim.JobId); break;
            case Backgrounded backgrounded: OnBackgrounded(backgrounded); break;
            case Looked looked: OnLooked(looked.JobId); break;
            case Closed closed: OnClosed(closed.JobId); break;
            case RecoveryOver: OnRecoveryOver(); break;
            case CallerGone gone: OnCallerGone(gone); break;
            case Terminated ended: OnTerminated(ended.ActorRef); break;
            default: Unhandled(message); break;
        }
    }

    private void OnExec(ExecRequest exec)
    {
        if (ExecRules.Refusal(exec) is { } refusal) Sender.Tell(new ToolReply(refusal) { RequestId = exec.RequestId });
        // Asked again it has the scope that it had: whoever has another one would be told what this one's command wrote.
        else if (services.Jobs.Store.ReadSession(exec.JobId) is { } known && !ScopeRule.MaySee(exec.Run.Session!.Scope, known.Scope)) Refuse(exec, ExecRules.IdTaken);
        else if (_index.Find(exec.JobId, null) is { } session) session.Actor.Forward(exec);
        else if (!services.IsAlive(exec.CallerPid, exec.CallerStartTicks)) Context.GetLogger().Info("{0}: its caller has gone, nothing is started", exec.JobId);
        else if (services.Book.Unreadable is { } unread && !_foreground.ContainsKey(exec.JobId)) Refuse(exec, $"nothing was run: {unread}");
        else (_foreground.GetValueOrDefault(exec.JobId) ?? StartExec(exec.JobId)).Forward(exec);
    }

    private void OnAbandon(ExecAbandonRequest abandon)
    {
        if (_foreground.TryGetValue(abandon.JobId, out var exec)) exec.Forward(abandon);
        else services.Registry.Forward(new StatusRequest { JobId = abandon.JobId, RequestId = abandon.RequestId });
    }

    private void OnProcess(ProcessRequest request)
    {
        var call = request.Call;
        if ((ScopeRule.Refusal(request.Scope) ?? services.Book.Unreadable) is { } wrong) Refuse(request, wrong);
        else if (ProcessCallRule.Refusal(call) is { } refusal) Refuse(request, refusal);
        else if (call.Action == ProcessAction.List) Context.ActorOf(SessionListActor.Props(Sender, request, _index.VisibleTo(request.Scope), services.WhoWaits));
        else if (_index.Find(call.SessionId!, request.Scope) is { } session)
        {
            if (call is { Action: ProcessAction.Poll, TimeoutMs: > 0 }) _pollers.Add(Sender.Path.Address, session.Actor);
            session.Actor.Forward(new Asked(request));
        }
        else Refuse(request, ProcessCallRule.UnknownSession(call.SessionId!));
    }

    private void OnAbandon(PollAbandonRequest abandon)
    {
        if (_index.Find(abandon.SessionId, abandon.Scope) is { } session) session.Actor.Forward(abandon);
        else Sender.Tell(new PollAbandonReply(GivenBack: false) { RequestId = abandon.RequestId });
    }

    private void OnClaim(string job)
    {
        try
        {
            var slug = SlugRule.Choose(services.Random, services.Book.IsTaken);
            services.Book.Claim(slug, job);
            Sender.Tell(new NameClaimed(slug));
        }
        catch (IOException error)
        {
            Sender.Tell(new NameRefused(error.Message));
        }
    }

    private void OnBackgrounded(Backgrounded backgrounded)
    {
        _foreground.Remove(backgrounded.JobId);
        if (_index.Find(backgrounded.JobId, null) is null) Open(backgrounded.JobId, backgrounded.Record);
        Sender.Tell(new Listed());
    }

    private void Open(string job, SessionRecord record)
    {
        _looking.Add(job);
        _index.Add(record.Slug!, job, record.Scope, Context.Watch(Context.ActorOf(SessionActor.Props(job, record, services), $"session-{job}")));
    }

    private void OnLooked(string job)
    {
        if (_looking.Remove(job) && _looking.Count == 0) Stash.UnstashAll();
    }

    private void OnRecoveryOver()
    {
        foreach (var job in _looking) Context.GetLogger().Warning("{0}: not known yet what it came to", job);
        _looking.Clear();
        Stash.UnstashAll();
    }

    private void OnClosed(string job)
    {
        _foreground.Remove(job);
        OnLooked(job);
        if (_index.Remove(job) is { } slug) CloseBook(slug);
    }

    // What stays open there is looked at again by the next host.
    private void CloseBook(string slug)
    {
        try
        {
            services.Book.Close(slug);
        }
        catch (IOException error)
        {
            Context.GetLogger().Warning("session {0} is closed, but that is not written down: {1}", slug, error.Message);
        }
    }

    // Whoever is called in the foreground watches over its command; one in the background is on its own.
    private void OnCallerGone(CallerGone gone)
    {
        foreach (var exec in _foreground.Values) exec.Tell(gone);
        foreach (var session in _pollers.Take(gone.Caller)) session.Tell(gone);
    }

    private void OnTerminated(IActorRef actor)
    {
        foreach (var (exec, _) in _foreground.Where(entry => entry.Value.Equals(actor)).ToArray()) _foreground.Remove(exec);
        if (_index.JobOf(actor) is not { } job) return;
        // It did not leave the list but failed again and again: the next host tries anew.
        Context.GetLogger().Error("session of {0} is given up until this host has ended", job);
        OnLooked(job);
        _index.Remove(job);
    }

    private IActorRef StartExec(string job) => _foreground[job] = Context.Watch(Context.ActorOf(ExecActor.Props(job, services)));

    private bool IsInForeground(string job) =>
        services.Jobs.Store.ReadSession(job) is { BackgroundedAt: null } && services.Jobs.Store.ReadState(job) is not { IsTerminal: true };

    private void Refuse(Request request, string error) => Sender.Tell(new ToolReply(ToolFailure.Of(error)) { RequestId = request.RequestId });

    private sealed record RecoveryOver;
}
