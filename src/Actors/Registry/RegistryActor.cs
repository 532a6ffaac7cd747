using AgentExec.Actors.Jobs;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Registry.RegistryProtocol;

namespace AgentExec.Actors.Registry;

/// <summary>
/// All jobs of one root: <c>/user/jobs</c>. Holds an actor for every job that can still change and answers for the others from disk. Requests that
/// arrive before every unfinished job was looked at wait for that.
/// </summary>
public sealed class RegistryActor(JobServices services) : UntypedActor, IWithUnboundedStash, IWithTimers
{
    private readonly HashSet<string> _running = [];
    private readonly HashSet<string> _recovering = [];
    private readonly HashSet<string> _retiring = [];
    private IActorRef _catalog = ActorRefs.Nobody, _editor = ActorRefs.Nobody;
    private int _actors;
    private bool _ready;

    public IStash Stash { get; set; } = null!;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(JobServices services) => ActorProps.Of(() => new RegistryActor(services));

    // A failing job is rebuilt from its directory. One that cannot be is left to its directory after a few tries.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(5, TimeSpan.FromMinutes(1), _ => Directive.Restart);

    protected override void PreStart()
    {
        _catalog = Context.ActorOf(CatalogActor.Props(services.Store, services.Time), "catalog");
        _editor = Context.ActorOf(EditorActor.Props(services), "editor");
        Self.Tell(new RecoverAll());
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RecoverAll: OnRecoverAll(); break;
            case RecoveryOverdue: OnRecoveryOverdue(); break;
            case JobProtocol.Recovered recovered: OnRecovered(recovered.JobId); break;
            case Request when !_ready: Stash.Stash(); break;
            case Request late when late.IsOver(BootClock.Now): Context.GetLogger().Warning("{0} came too late and was dropped", late); break;
            case RunRequest run: OnRun(run); break;
            case JobRequest request: OnJobRequest(request); break;
            case ListRequest list: _catalog.Forward(list); break;
            case GcRequest gc: _catalog.Forward(new GcProtocol.Collect(gc, LiveJobs())); break;
            case CountRunning: Sender.Tell(new Running(_running.Count, _actors)); break;
            case JobProtocol.Ended ended: _running.Remove(ended.JobId); break;
            case JobProtocol.Retire retire: OnRetire(retire.JobId); break;
            case JobProtocol.Stays stays: Settle(stays.JobId); break;
            case Terminated ended: OnJobGone(ended.ActorRef.Path.Name); break;
            default: Unhandled(message); break;
        }
    }

    private void OnRecoverAll()
    {
        ClearStaging();
        foreach (var job in services.Store.UnfinishedNames().Where(JobNames.CanBeActor))
            Recover(job);
        Context.GetLogger().Info("{0} unfinished jobs found", _recovering.Count);
        OpenWhenRecovered();
    }

    private void ClearStaging()
    {
        try
        {
            services.Store.ClearStaging();
        }
        catch (IOException error)
        {
            Context.GetLogger().Warning("what a former host began to make is still there: {0}", error.Message);
        }
    }

    private void Recover(string job)
    {
        _recovering.Add(job);
        Start(job).Tell(new JobProtocol.Recover());
        Timers.StartSingleTimer("recovery", new RecoveryOverdue(), services.Settings.RecoveryTimeout);
    }

    private void OnRecoveryOverdue()
    {
        foreach (var job in _recovering) Context.GetLogger().Warning("{0}: its keeper does not answer", job);
        _recovering.Clear();
        OpenWhenRecovered();
    }

    private void OnRecovered(string job)
    {
        if (_recovering.Remove(job)) OpenWhenRecovered();
    }

    private void OpenWhenRecovered()
    {
        _ready |= _recovering.Count == 0;
        if (_ready) Stash.UnstashAll();
    }

    private void OnRun(RunRequest run)
    {
        // Also what came as part of an exec, which no gateway has looked into.
        if ((RunRule.Refusal(run) ?? OwnPlaces.Refusal(services.Store, run)) is { } breach) Refuse(run, breach.ToError());
        else if (run.RequestKey is null) Submit(run);
        else OnNamedRun(run, run.RequestKey);
    }

    // Two submissions of one key meet here, one after the other: the second finds the first one's claim, on disk, whichever process asked.
    private void OnNamedRun(RunRequest run, string key)
    {
        try
        {
            var mine = new RequestClaim(run.JobId, RequestKey.Fingerprint(run.Command, run.Cwd));
            var full = RefusalOfNew();
            var claim = full is null ? services.Store.Claim(key, mine, IsThere) : services.Store.FindClaim(key, IsThere);
            if (claim is null) Refuse(run, full!);
            else if (claim.Fingerprint == mine.Fingerprint) Submit(run with { JobId = claim.JobId });
            else Refuse(run, ErrorDetail.RequestConflict(key, claim.JobId));
        }
        catch (IOException error)
        {
            Refuse(run, ErrorDetail.Internal($"the request id could not be recorded, nothing was started: {error.Message}", error));
        }
    }

    private void Submit(RunRequest run)
    {
        if (ChildOf(run.JobId) is { } job) job.Forward(run);
        else if (services.Store.Exists(run.JobId)) OnJobRequest(run);
        else if (RefusalOfNew() is { } full) Refuse(run, full);
        else Start(run.JobId).Forward(run);
    }

    // A job has its descriptors as long as it has an actor. Those that are found after a restart are taken in however many they are.
    private ErrorDetail? RefusalOfNew() => services.Budget.Refusal(_running.Count, _actors);

    private bool IsThere(string job) => services.Store.Exists(job) || ChildOf(job) is not null;

    private void OnJobRequest(JobRequest request)
    {
        if (!JobName.IsValid(request.JobId) || !services.Store.Exists(request.JobId)) Refuse(request, ErrorDetail.JobNotFound(request.JobId));
        else if (_recovering.Contains(request.JobId)) Stash.Stash();
        else if (ChildOf(request.JobId) is { } job) job.Forward(request);
        else if (request is TagSetRequest or NotifySetRequest) OnEditOf(request);
        else AnswerFromDisk(request);
    }

    private void OnEditOf(JobRequest request)
    {
        // It may stay after all, with the description it has in memory: one writer at a time.
        if (_retiring.Contains(request.JobId)) Stash.Stash();
        else _editor.Forward(request);
    }

    private void AnswerFromDisk(JobRequest request)
    {
        var state = services.Store.ReadState(request.JobId);
        if (state is { IsTerminal: true })
            Sender.Tell(new JobReply(state) { RequestId = request.RequestId });
        else if (!JobNames.CanBeActor(request.JobId) || services.IsUnreadable(request.JobId) || state is null && request is not RunRequest && services.IsOver(request.JobId))
            Refuse(request, ErrorDetail.Internal($"state.json of job {request.JobId} is missing or not readable"));
        else if (_retiring.Contains(request.JobId)) Stash.Stash();
        else
        {
            // It came into being beside us: what became of it is found out before anybody is told anything.
            Recover(request.JobId);
            Stash.Stash();
        }
    }

    // A job that has an actor may still get output or an asker, finished or not.
    private HashSet<string> LiveJobs() => [.. Context.GetChildren().Where(child => !child.Equals(_catalog)).Select(child => child.Path.Name)];

    private IActorRef? ChildOf(string job) =>
        JobNames.CanBeActor(job) && !_retiring.Contains(job) && Context.Child(job) is { } child && !child.IsNobody() ? child : null;

    private IActorRef Start(string job)
    {
        _running.Add(job);
        _actors++;
        return Context.Watch(Context.ActorOf(JobActor.Props(job, services), job));
    }

    private void OnRetire(string job)
    {
        _running.Remove(job);
        // Behind whatever was forwarded before: a job that has askers again stays for them.
        if (ChildOf(job) is { } child && _retiring.Add(job)) child.Tell(new JobProtocol.Leave());
    }

    private void OnJobGone(string job)
    {
        _actors--;
        _running.Remove(job);
        services.Store.RemoveLeftovers(job);
        services.Outbox.ForgetCaller(job);
        Settle(job);
        OnRecovered(job);
    }

    // Its name is free, or it serves again: what came meanwhile can go on.
    private void Settle(string job)
    {
        if (_retiring.Remove(job)) Stash.UnstashAll();
    }

    private void Refuse(Request request, ErrorDetail error) => Sender.Tell(new ErrorReply(error) { RequestId = request.RequestId });

    private sealed record RecoverAll;

    private sealed record RecoveryOverdue;
}
