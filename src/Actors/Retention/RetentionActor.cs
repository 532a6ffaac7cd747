using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Actors.Retention;

/// <summary>
/// <c>/user/retention</c>: has ended jobs removed once a day and when the disk is nearly full, by the same <c>gc</c> as everybody (contract B27). The work is
/// done on that one's thread; here is only decided.
/// </summary>
public sealed class RetentionActor(IActorRef registry, RetentionServices services) : UntypedActor, IWithTimers
{
    private readonly RetentionTimes _times = services.Times;
    private RetentionRecord? _last;
    private RetentionRun? _run;
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    public static Props Props(IActorRef registry, RetentionServices services) => ActorProps.Of(() => new RetentionActor(registry, services));

    // Nothing is read before the first request is answered.
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
        _last ??= services.Book.Read();
        try
        {
            var space = services.Space();
            if (RetentionRule.Due(_last, space, _quietUntil, Now, _times) is not { } reason || services.Settings() is not { Auto: true } settings) return;
            _run = new RetentionRun(reason, settings, Now, _times);
            GoOn(() => _run.Begin(space));
        }
        catch (Exception error) when (IsExpected(error))
        {
            // Nothing is removed by settings that are not known; 'host status' says why.
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
        if (record.Reason == RetentionReason.LowSpace) _quietUntil = Now + _times.BackOff;
        // What could not help says less than the sweep before it.
        if (record is { Reason: RetentionReason.LowSpace, Deleted: 0, Error: null } && !RetentionRule.IsDayOver(_last, Now, _times)) return;
        _last = record;
        Context.GetLogger().Info("{0} ended jobs with {1} bytes removed ({2}){3}", record.Deleted, record.FreedBytes, record.Reason, record.Error is null ? "" : $": {record.Error}");
        try
        {
            services.Book.Write(record);
        }
        catch (IOException failure)
        {
            Context.GetLogger().Warning("the sweep could not be recorded: {0}", failure.Message);
        }
    }

    private RetentionStatus Status()
    {
        _last ??= services.Book.Read();
        try
        {
            return RetentionStatus.Of(services.Settings(), _last, null);
        }
        catch (Exception error) when (IsExpected(error))
        {
            return RetentionStatus.Of(null, _last, $"no jobs are removed: {error.Message}");
        }
    }

    private static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or AgentExecException;

    private sealed record Check;

    private sealed record Overdue(string RequestId);
}
