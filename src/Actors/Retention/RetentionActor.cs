using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Actors.Retention;

/// <summary>
/// <c>/user/retention</c>: removes ended jobs once a day and when the disk is nearly full (contract B27). It sends the same <c>gc</c> requests as a client.
/// </summary>
public sealed class RetentionActor(IActorRef registry, RetentionServices services) : UntypedActor, IWithTimers
{
    private readonly RetentionTimes _times = services.Times;
    private RetentionRecord? _record;
    private RetentionRun? _run;
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    public static Props Props(IActorRef registry, RetentionServices services) => ActorProps.Of(() => new RetentionActor(registry, services));

    // Reads nothing at the start: the first request is waiting.
    protected override void PreStart() => Timers.StartPeriodicTimer("check", new Check(), _times.Delay, _times.CheckInterval);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RetentionProtocol.Describe describe: Sender.Tell(describe.Reply with { Retention = Status() }); break;
            case Check: OnCheck(); break;
            case Reply reply when reply.RequestId != _run?.Current?.RequestId: break;
            case GcReply reply: GoOn(() => _run!.Take(reply, services.Space())); break;
            case ErrorReply error: End(error.Error.Message); break;
            case Overdue overdue when overdue.RequestId == _run?.Current?.RequestId: End("gc did not answer"); break;
            case Overdue: break;
            default: Unhandled(message); break;
        }
    }

    private void OnCheck()
    {
        if (_run is not null) return;
        _record ??= services.Book.Read();
        if (_record is null) Keep(RetentionRule.First(Now, _times));
        try
        {
            var space = services.Space();
            if (RetentionRule.Due(_record!, space, _quietUntil, Now, _times) is not { } reason) return;
            // Also after an error: a broken file is not read each minute.
            _quietUntil = Now + _times.BackOff;
            var settings = services.Settings();
            if (!settings.Auto)
            {
                if (reason == RetentionReason.Daily) Keep(RetentionRule.Skipped(_record!, Now, _times));
                return;
            }

            _run = new RetentionRun(reason, settings, Now, _times);
            GoOn(() => _run.Begin(space));
        }
        catch (Exception error) when (IsExpected(error))
        {
            // Unknown settings remove nothing; 'host status' says why.
            Context.GetLogger().Warning("no jobs are removed: {0}", error.Message);
        }
    }

    private void GoOn(Action step)
    {
        try
        {
            step();
        }
        catch (IOException error)
        {
            End(error.Message);
            return;
        }

        if (_run!.Current is not { } request)
        {
            End(null);
            return;
        }

        registry.Tell(request);
        Timers.StartSingleTimer("overdue", new Overdue(request.RequestId), _times.Patience);
    }

    private void End(string? error)
    {
        var record = _run!.Result(Now, error);
        _run = null;
        Timers.Cancel("overdue");
        Context.GetLogger().Info("{0} ended jobs with {1} bytes removed ({2}) {3}", record.Deleted, record.FreedBytes, record.Reason, record.Error);
        Keep(record);
    }

    private void Keep(RetentionRecord record)
    {
        _record = record;
        try
        {
            services.Book.Write(record);
        }
        catch (IOException failure)
        {
            Context.GetLogger().Warning("{0} could not be written: {1}", HostFiles.Retention, failure.Message);
        }
    }

    private RetentionStatus Status()
    {
        _record ??= services.Book.Read();
        try
        {
            return RetentionStatus.Of(services.Settings(), _record, null);
        }
        catch (Exception error) when (IsExpected(error))
        {
            return RetentionStatus.Of(null, _record, $"no jobs are removed: {error.Message}");
        }
    }

    private static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or AgentExecException;

    private sealed record Check;

    private sealed record Overdue(string RequestId);
}
