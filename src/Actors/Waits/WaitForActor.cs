using AgentExec.Actors.Jobs;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Waits.WaitsProtocol;
using Patience = AgentExec.Actors.Waits.WaitForRule.Patience;

namespace AgentExec.Actors.Waits;

/// <summary>
/// Waits for one asker: follows each of its jobs and answers when <see cref="WaitForRule"/> says so. Ends and output are pushed; only ports are looked at again and
/// again, as the kernel tells nobody of them.
/// </summary>
public sealed class WaitForActor(WaitForRequest request, IActorRef asker, IActorRef registry, JobServices services, Func<int, bool> isListenedOn)
    : UntypedActor, IWithTimers
{
    /// <summary>What was not looked at yet when the asker's time is over is waited for so long.</summary>
    public static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan LookAtPortEvery = TimeSpan.FromMilliseconds(50);

    // No timer runs longer than the request; a silence of years is none that it could see.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(2 * WaitRequest.LongestWaitMs);

    private readonly DateTimeOffset _began = services.Time.GetUtcNow();
    private readonly JobWatch[] _jobs = Watches(request);
    private Patience _patience = Patience.Some;
    private bool _portLooked = request.UntilPort is null, _listens, _answered;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(WaitForRequest request, IActorRef asker, IActorRef registry, JobServices services, Func<int, bool> isListenedOn) =>
        ActorProps.Of(() => new WaitForActor(request, asker, registry, services, isListenedOn));

    protected override void PostStop()
    {
        foreach (var job in _jobs)
        {
            job.Source?.Tell(FollowOf(job, FollowProtocol.Wants.Nothing));
            job.Close();
        }
    }

    protected override void OnReceive(object message)
    {
        // It has stopped itself; what came before that is of no interest any more.
        if (_answered) return;
        switch (message)
        {
            case Begin: OnBegin(); break;
            case JobReply reply: OnState(reply); break;
            case ErrorReply error: Answer(new ErrorReply(error.Error)); break;
            case FollowProtocol.Grew grew: SearchOn(Find(grew.JobId)); break;
            case JobWatch.Found found: found.Job.OnFound(found, services.Store.DirectoryOf(found.Job.JobId), Self); break;
            case SilenceDue due: Listen(due.Job); break;
            case LookAtPort: OnLookAtPort(); break;
            case PortSeen seen: OnPortSeen(seen.IsListenedOn); break;
            case Terminated ended: OnJobGone(ended.ActorRef); break;
            case TimeOver over: OnTimeOver(over.Now); break;
            case Status.Failure failure: throw failure.Cause;
            default: Unhandled(message); return;
        }

        if (!_answered) AnswerWhenDue();
    }

    private void OnBegin()
    {
        foreach (var job in _jobs) Follow(job);
        if (request.UntilPort is not null) OnLookAtPort();
        Timers.StartSingleTimer("over", new TimeOver(Patience.Over), TimeSpan.FromMilliseconds(Math.Clamp(request.WaitMs, 0, WaitRequest.LongestWaitMs)));
    }

    private void OnState(JobReply reply)
    {
        if (Find(reply.RequestId) is not { } job) return;
        // Of an ended job the registry itself may tell, from disk.
        if (!Sender.Equals(registry) && !Sender.Equals(job.Source)) job.Source = Context.Watch(Sender);
        (job.State, job.Unrecorded) = (reply.State, reply.Unrecorded);
        Listen(job);
        SearchOn(job);
    }

    private void OnJobGone(IActorRef source)
    {
        if (_jobs.FirstOrDefault(job => source.Equals(job.Source)) is not { } job) return;
        job.Source = null;
        if (job.State is not { IsTerminal: true }) Follow(job);
    }

    private void Follow(JobWatch job) =>
        registry.Tell(FollowOf(job, request.UntilOutput is null ? FollowProtocol.Wants.States : FollowProtocol.Wants.Output));

    // The answers name their question: here it is the job.
    private static FollowProtocol.Follow FollowOf(JobWatch job, FollowProtocol.Wants wants) =>
        new() { JobId = job.JobId, RequestId = job.JobId, Wants = wants, AlsoUnrecorded = true };

    private void SearchOn(JobWatch? job) => job?.SearchOn(services.Store.DirectoryOf(job.JobId), Self);

    private void Listen(JobWatch job)
    {
        if (request.UntilSilentMs is not { } wanted || job.State is not { IsTerminal: false } state) return;
        var last = Silence.LastOutput(services.Store.DirectoryOf(job.JobId), state, _began);
        var left = Silence.Left(last, services.Time.GetUtcNow(), TimeSpan.FromMilliseconds(Math.Min(wanted, TimeSpan.FromDays(36_500).Ticks / TimeSpan.TicksPerMillisecond)));
        job.IsSilent |= left == TimeSpan.Zero;
        if (!job.IsSilent) Timers.StartSingleTimer($"silent {job.JobId}", new SilenceDue(job), left < LongestTimer ? left : LongestTimer);
    }

    private void OnLookAtPort()
    {
        var port = request.UntilPort!.Value;
        Task.Run(() => isListenedOn(port)).PipeTo(Self, success: seen => new PortSeen(seen));
    }

    private void OnPortSeen(bool isListenedOn)
    {
        (_portLooked, _listens) = (true, isListenedOn);
        if (!isListenedOn) Timers.StartSingleTimer("port", new LookAtPort(), LookAtPortEvery);
    }

    private void OnTimeOver(Patience now)
    {
        _patience = now;
        if (now == Patience.Over) Timers.StartSingleTimer("over", new TimeOver(Patience.Gone), LastLook);
    }

    private void AnswerWhenDue()
    {
        foreach (var job in _jobs) job.Decide(_listens);
        var met = Array.ConvertAll(_jobs, job => job.Met);
        var (seen, looked) = (_jobs.All(job => job.State is not null), _portLooked && _jobs.All(job => job.IsLooked || job.Met is not null));
        if (WaitForRule.IsDue(met, request.Any, seen, looked, _patience))
            Answer(new WaitForReply(Array.ConvertAll(_jobs, job => job.Outcome), WaitForRule.IsMet(met, request.Any)));
    }

    private void Answer(Reply reply)
    {
        asker.Tell(reply with { RequestId = request.RequestId });
        Context.Parent.Tell(new Answered());
        _answered = true;
        Context.Stop(Self);
    }

    private JobWatch? Find(string job) => Array.Find(_jobs, watch => watch.JobId == job);

    private static JobWatch[] Watches(WaitForRequest request)
    {
        var rule = WaitForRule.Pattern(request);
        return [.. request.Jobs.Select(target => new JobWatch(target, rule is null ? null : new OutputMatcher(rule)))];
    }

    private sealed record SilenceDue(JobWatch Job);

    private sealed record LookAtPort;

    private sealed record PortSeen(bool IsListenedOn);

    private sealed record TimeOver(Patience Now);
}
