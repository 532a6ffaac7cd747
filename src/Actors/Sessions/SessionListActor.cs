using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>Collects the rows of one list from the sessions, and answers with those it has when one is late.</summary>
internal sealed class SessionListActor(IActorRef asker, ProcessRequest request, IReadOnlyList<IActorRef> sessions) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly List<SessionRow> _rows = [];
    private readonly HashSet<IActorRef> _missing = [.. sessions];

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef asker, ProcessRequest request, IReadOnlyList<IActorRef> sessions) =>
        ActorProps.Of(() => new SessionListActor(asker, request, sessions));

    protected override void PreStart()
    {
        foreach (var session in sessions) Context.Watch(session).Tell(new Describe());
        Timers.StartSingleTimer("patience", new PatienceOver(), Patience);
        AnswerWhenDone();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Described described when _missing.Remove(Sender):
                if (described.Row is { } row) _rows.Add(row);
                AnswerWhenDone();
                break;
            case Terminated ended when _missing.Remove(ended.ActorRef): AnswerWhenDone(); break;
            case PatienceOver: Answer([$"{_missing.Count} sessions did not answer within {Patience.TotalSeconds} s and are not listed: ask again"]); break;
            default: break;
        }
    }

    private void AnswerWhenDone()
    {
        if (_missing.Count == 0) Answer(null);
    }

    private void Answer(IReadOnlyList<string>? warnings)
    {
        var all = new List<string>(warnings ?? []);
        var rows = ListRoom.Fit(SessionOrder.Sort(_rows), all);
        var list = new SessionList { Status = ToolStatus.Completed, Sessions = rows, Warnings = all is [] ? null : all };
        asker.Tell(new ToolReply(list) { RequestId = request.RequestId });
        Context.Stop(Self);
    }

    private sealed record PatienceOver;
}
