using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Searches a job's output for lines that match and tells their sinks, one line after the other (contract A19). It reads the logs behind the keeper, so
/// neither slow sinks nor slow patterns ever slow the job; what waits, waits on disk.
/// </summary>
public sealed class OutputMatchActor(JobMeta meta, JobServices services) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromSeconds(1);

    private readonly string _job = meta.Job.Id;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CallerRecord? _caller = services.Outbox.ReadCaller(meta.Job.Id) ?? (services.IsForeign(meta.Job.Id) ? null : LostCaller.Record);
    private OutputSearch? _search;
    private OutputMatcher? _matcher;
    private NotificationSettings? _settings;
    private bool _searching, _moreIsThere, _complete, _ruleChanged, _ruleRemoved;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>This is configured from now on.</summary>
    public sealed record Configure(NotificationSettings? Settings);

    /// <summary>The job has written.</summary>
    public sealed record Grew;

    /// <summary>The job will write no more.</summary>
    public sealed record Complete;

    /// <summary>To the notifier: the whole output has been searched and every match was told.</summary>
    public sealed record Searched;

    public static Props Props(JobMeta meta, JobServices services) => ActorProps.Of(() => new OutputMatchActor(meta, services));

    protected override void PostStop() => _search?.Dispose();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Configure configure: OnConfigure(configure.Settings); break;
            case Grew: GoOn(); break;
            case Complete: OnComplete(); break;
            case OutputSearch.Finding finding: OnFinding(finding); break;
            case Told told: Record(told.Event); break;
            case RecordAgain again: Record(again.Event); break;
            case Status.Failure failure: throw failure.Cause;
            default: Unhandled(message); break;
        }
    }

    private void OnConfigure(NotificationSettings? settings)
    {
        var rule = settings?.OnOutputMatch;
        _ruleChanged |= _settings?.OnOutputMatch is { } before && rule is not null && !OutputMatcher.FindSame(before, rule);
        _ruleRemoved |= rule is null;
        _settings = settings;
        // A rule that another program wrote and that does not compile never matches (A19).
        _matcher = rule is not null && OutputMatcher.Complaint(rule) is null ? new OutputMatcher(rule) : null;
        GoOn();
    }

    private void OnComplete()
    {
        _complete = true;
        GoOn();
    }

    private void GoOn()
    {
        _moreIsThere = true;
        Search();
    }

    private void Search()
    {
        if (_searching || !_moreIsThere) return;
        _moreIsThere = false;
        // A later rule begins with the lines that come then.
        if (_ruleRemoved) Forget();
        if (_matcher is not { } matcher || _caller is null)
        {
            Forget();
            if (_complete) Context.Parent.Tell(new Searched());
            return;
        }

        _search ??= NewSearch();
        if (_ruleChanged) KeepPlace(_search.Cursor);
        _searching = true;
        var (search, complete) = (_search, _complete);
        Task.Run(() => search.Next(matcher, complete)).PipeTo(Self);
    }

    private void OnFinding(OutputSearch.Finding finding)
    {
        // What was found when the rule had just been removed is of no interest any more.
        if (finding.Line is { } line && _matcher is not null)
        {
            Tell(finding.Rule, MatchPlan.Describe(meta, finding.Rule, finding.Stream, line));
            return;
        }

        _searching = false;
        if (!finding.IsAtEnd) GoOn();
        else if (_complete && !_moreIsThere) Context.Parent.Tell(new Searched());
        else Search();
    }

    private void Tell(OutputMatchRule rule, OutputMatchEvent match)
    {
        var call = new SinkCall(
            _caller!, _job, OutputMatchEvent.Name, meta.PathOf(JobFiles.NotificationEvents),
            ContractJson.ToLine(match), _settings!.Timeout);
        var telling = MatchPlan.Sinks(rule).Select(sink => Delivery.TellAsync(services.Sinks, call, sink.Type, sink.Target, services.Time));
        Task.WhenAll(telling).PipeTo(Self, success: results => new Told(match with { DeliveryResults = results }));
    }

    private void Record(OutputMatchEvent match)
    {
        KillPoint.Reach(KillPoints.Host.MatchSinksTold);
        try
        {
            services.Outbox.AppendMatch(match, _search!.Cursor);
            KillPoint.Reach(KillPoints.Host.MatchRecorded);
        }
        catch (IOException error) when (services.Store.Exists(_job))
        {
            _log.Error("a match of {0} not recorded, trying again: {1}", _job, error.Message);
            Timers.StartSingleTimer("record", new RecordAgain(match), WriteAgainAfter);
            return;
        }
        catch (IOException)
        {
            Context.Parent.Tell(new Searched());
            return;
        }

        _searching = false;
        GoOn();
    }

    // What one rule has seen another one does not see again, in the next host either (A19): without a match nothing else says how far it was.
    private void KeepPlace(MatchCursor cursor)
    {
        try
        {
            services.Outbox.WriteCursor(_job, cursor);
            _ruleChanged = false;
        }
        catch (IOException error)
        {
            _log.Warning("the place in the output of {0} not recorded, trying again: {1}", _job, error.Message);
        }
    }

    private void Forget()
    {
        _search?.Dispose();
        (_search, _ruleRemoved) = (null, false);
    }

    private OutputSearch NewSearch()
    {
        var cursor = services.Outbox.ReadCursor(_job) ?? services.Outbox.EndOfOutput(_job);
        return new OutputSearch(services.Store.DirectoryOf(_job), cursor);
    }

    private sealed record Told(OutputMatchEvent Event);

    private sealed record RecordAgain(OutputMatchEvent Event);
}
