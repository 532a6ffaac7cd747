using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// Collects the rows of one list from the sessions, has one look at the processes of those that are silent, and answers with what it has when one is late.
/// </summary>
internal sealed class SessionListActor(
    IActorRef asker, ProcessRequest request, IReadOnlyList<IActorRef> sessions, Func<IReadOnlyCollection<int>, IReadOnlySet<int>> whoWaits)
    : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Dictionary<IActorRef, ListedRow> _rows = [];
    private readonly HashSet<IActorRef> _missing = [.. sessions];
    private readonly List<string> _warnings = [];

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="asker">Gets the list.</param>
    /// <param name="request">Its question.</param>
    /// <param name="sessions">Those it may see, in the order of their names.</param>
    /// <param name="whoWaits">As <see cref="SessionServices.WhoWaits"/>.</param>
    public static Props Props(
        IActorRef asker, ProcessRequest request, IReadOnlyList<IActorRef> sessions, Func<IReadOnlyCollection<int>, IReadOnlySet<int>> whoWaits) =>
        ActorProps.Of(() => new SessionListActor(asker, request, sessions, whoWaits));

    protected override void PreStart()
    {
        foreach (var session in sessions) Context.Watch(session).Tell(new Describe());
        Timers.StartSingleTimer("patience", new PatienceOver(), Patience);
        LookWhenDone();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Described described when _missing.Remove(Sender):
                if (described.Row is { } row) _rows[Sender] = row;
                LookWhenDone();
                break;
            case Terminated ended when _missing.Remove(ended.ActorRef): LookWhenDone(); break;
            case PatienceOver when _missing.Count > 0:
                _warnings.Add($"{_missing.Count} sessions did not answer within {Patience.TotalSeconds} s and are not listed: ask again");
                _missing.Clear();
                LookWhenDone();
                break;
            case Seen seen: Answer(seen.Waiting); break;
            case PatienceOver: AnswerUnseen($"that took more than {Patience.TotalSeconds} s"); break;
            case Status.Failure failure: AnswerUnseen(failure.Cause.Message); break;
            default: break;
        }
    }

    private void LookWhenDone()
    {
        if (_missing.Count > 0) return;
        int[] silent = [.. _rows.Values.Select(row => row.Silent).OfType<int>()];
        Timers.StartSingleTimer("patience", new PatienceOver(), Patience);
        // Reads of /proc, thousands when there are thousands of processes: no actor waits for them.
        if (silent is []) Answer(new HashSet<int>());
        else Task.Run(() => new Seen(whoWaits(silent))).PipeTo(Self);
    }

    private void AnswerUnseen(string why)
    {
        _warnings.Add($"which sessions wait for input could not be seen: {why}");
        Answer(new HashSet<int>());
    }

    private void Answer(IReadOnlySet<int> waiting)
    {
        var sorted = SessionOrder.Sort(sessions.Where(_rows.ContainsKey).Select(session => _rows[session]));
        var rows = ListRoom.Fit([.. sorted.Select(listed => listed.Silent is { } pid && waiting.Contains(pid) ? listed.Row with { WaitingForInput = true } : listed.Row)], _warnings);
        var list = new SessionList { Status = ToolStatus.Completed, Sessions = rows, Warnings = _warnings is [] ? null : _warnings };
        asker.Tell(new ToolReply(list) { RequestId = request.RequestId });
        Context.Stop(Self);
    }

    private sealed record PatienceOver;

    private sealed record Seen(IReadOnlySet<int> Waiting);
}
