using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Tells the end of one job to its sinks, side by side (contract A20, B15). The event is on disk before the first attempt and each result after it, so
/// that another actor, in this host or the next, goes on with the sinks of which nothing is recorded.
/// </summary>
public sealed class CompletionActor(JobServices services) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private JobMeta? _meta;
    private CompletionEvent? _event;
    private int _open;
    private bool _isNews;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The job has ended, and this is how it is described.</summary>
    /// <param name="Meta">Says who is told.</param>
    /// <param name="State">The end.</param>
    /// <param name="IsNews">Whether this host has known the job before its end: then a caller that is gone was lost, else it was told.</param>
    public sealed record Deliver(JobMeta Meta, JobState State, bool IsNews = false);

    /// <summary>To the notifier: every sink has been told or has failed, and it is on disk.</summary>
    public sealed record Delivered;

    public static Props Props(JobServices services) => ActorProps.Of(() => new CompletionActor(services));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Deliver deliver when _meta is null: OnDeliver(deliver); break;
            case Deliver: break;
            case DeliveryResult result: OnResult(result); break;
            case WriteAgain again: Write(again.Next); break;
            case Status.Failure failure: throw failure.Cause;
            default: Unhandled(message); break;
        }
    }

    private void OnDeliver(Deliver deliver)
    {
        (_meta, _isNews) = (deliver.Meta, deliver.IsNews);
        _event = services.Outbox.ReadCompletion(_meta.Job.Id);
        if (_event is not null)
        {
            Attempt();
            return;
        }

        _event = CompletionPlan.Describe(_meta, deliver.State);
        Write(Step.Attempt);
    }

    private void Attempt()
    {
        var settings = _meta!.Notification!;
        if ((services.Outbox.ReadCaller(_meta.Job.Id) ?? Lost()) is not { } caller)
        {
            // Everything was delivered, or the job belongs to another program.
            Context.Parent.Tell(new Delivered());
            return;
        }

        var call = new SinkCall(
            caller, _meta.Job.Id, CompletionEvent.Name, _meta.PathOf(JobFiles.CompletionEvent),
            ContractJson.ToLine(_event! with { DeliveryResults = null }), settings.Timeout);
        foreach (var (type, target) in CompletionPlan.Due(settings, _event!))
        {
            _open++;
            KillPoint.Reach(type == SinkType.Command ? KillPoints.Host.CommandSinkStarted : KillPoints.Host.FileSinkStarted);
            Delivery.TellAsync(services.Sinks, call, type, target, services.Time).PipeTo(Self);
        }

        if (_open == 0) Context.Parent.Tell(new Delivered());
    }

    private CallerRecord? Lost() => _isNews && !services.IsForeign(_meta!.Job.Id) ? LostCaller.Record : null;

    private void OnResult(DeliveryResult result)
    {
        KillPoint.Reach(result.SinkType == SinkType.Command ? KillPoints.Host.CommandSinkTold : KillPoints.Host.FileSinkTold);
        _open--;
        _event = CompletionPlan.With(_event!, result);
        if (!result.Success) _log.Info("{0}: its {1} sink failed: {2}", _event.JobId, result.SinkType, result.Error);
        Write(Step.Report);
    }

    private void Write(Step next)
    {
        try
        {
            services.Outbox.WriteCompletion(_event!);
            ReachKillPoint();
        }
        catch (IOException error) when (services.Store.Exists(_event!.JobId))
        {
            // Only the record is tried again, never a sink that has been told.
            _log.Error("completion event of {0} not written, trying again: {1}", _event.JobId, error.Message);
            Timers.StartSingleTimer(next, new WriteAgain(next), WriteAgainAfter);
            return;
        }
        catch (IOException)
        {
            _log.Warning("the directory of {0} is gone, nobody is told of its end", _event!.JobId);
            Context.Parent.Tell(new Delivered());
            return;
        }

        if (next == Step.Attempt) Attempt();
        else if (_open == 0) Context.Parent.Tell(new Delivered());
    }

    private void ReachKillPoint()
    {
        if (!KillPoint.IsArmed) return;
        if (_event!.DeliveryResults is not [.., _]) KillPoint.Reach(KillPoints.Host.EventWritten);
        foreach (var result in _event.DeliveryResults ?? [])
            KillPoint.Reach(result.SinkType == SinkType.Command ? KillPoints.Host.CommandSinkRecorded : KillPoints.Host.FileSinkRecorded);
    }

    private enum Step
    {
        Attempt,
        Report,
    }

    private sealed record WriteAgain(Step Next);
}
