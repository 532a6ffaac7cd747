using System.Security.Cryptography;
using System.Text;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;
using Akka.Actor;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// Types into one session, one text after the other and each in pieces, so that nobody waits for a command that does not read but those who type. The pieces' names come from
/// the question: asked again of another host it gives the same orders, which the keeper knows.
/// </summary>
internal sealed class InputActor(IActorRef registry) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan KeeperSlack = TimeSpan.FromSeconds(5);

    private readonly Queue<(IActorRef Asker, Type Type)> _waiting = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private Type? _type;
    private TimeSpan _until;
    private InputOrder? _order;
    private int _taken, _pieces;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef registry) => ActorProps.Of(() => new InputActor(registry));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Type type:
                _waiting.Enqueue((Sender, type));
                if (_type is null) Next();
                break;
            case ProcessProtocol.InputTaken taken when taken.Fact.Id == _order?.Id: OnTaken(taken.Fact); break;
            case JobReply { State.IsTerminal: true } when _type is not null: Answer("the session has ended"); break;
            case ErrorReply error when _type is not null: Answer(error.Error.Message); break;
            case KeeperSilent silent when silent.Id == _order?.Id: Answer("the job's keeper does not answer"); break;
            default: break;
        }
    }

    private void Next()
    {
        _type = null;
        if (!_waiting.TryDequeue(out var next)) return;
        (_asker, _type) = next;
        (_taken, _pieces) = (0, 0);
        _until = BootClock.Now + TimeSpan.FromMilliseconds(SessionRules.InputLimitMs);
        Order();
    }

    private void Order()
    {
        var rest = _type!.Plan.Bytes.AsSpan(_taken);
        var left = (int)Math.Clamp((_until - BootClock.Now).TotalMilliseconds, 1, InputOrder.LongestLimitMs);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{_type.RequestId}/{_pieces++}")).AsSpan(0, 16));
        _order = new InputOrder(id, left, rest[..Math.Min(rest.Length, InputOrder.MostBytes)].ToArray(), _type.Plan.ApplicationBytes);
        var input = rest.IsEmpty ? (ProcessProtocol.IInput)new ProcessProtocol.CloseInput(_order) : new ProcessProtocol.Input(_order);
        registry.Tell(new FollowProtocol.Feed { JobId = _type.JobId, Input = input });
        Timers.StartSingleTimer("silent", new KeeperSilent(id), TimeSpan.FromMilliseconds(left) + KeeperSlack);
    }

    private void OnTaken(InputTakenFact fact)
    {
        var closing = _order!.Bytes.Length == 0;
        // Which of the two texts was typed the keeper alone knows; a whole one counts as the one that was asked for.
        _taken += fact.Outcome == InputOutcome.Taken ? _order.Bytes.Length : Math.Min(fact.Bytes, _order.Bytes.Length);
        if (fact.Outcome != InputOutcome.Taken) Answer(InputTexts.Of(fact.Outcome, _taken, _type!.Plan.Bytes.Length));
        else if (_taken < _type!.Plan.Bytes.Length || _type.Plan.Eof && !closing) Order();
        else Answer(null, closing);
    }

    private void Answer(string? error, bool closed = false)
    {
        Timers.Cancel("silent");
        // A terminal goes on after ^D.
        if (closed && !_type!.Session.Record.Terminal) Context.Parent.Tell(new Closed());
        var session = _type!.Session.Record;
        var result = new SessionInput
        {
            Status = error is null ? ToolStatus.Running : ToolStatus.Failed,
            SessionId = session.Slug!,
            Name = session.Name,
            Bytes = _taken,
            Eof = closed ? true : null,
            Error = error,
        };
        _asker.Tell(new ToolReply(result) { RequestId = _type.RequestId });
        _order = null;
        Next();
    }

    /// <summary>Type this for the sender.</summary>
    public sealed record Type(string JobId, string RequestId, InputPlan Plan, Known Session);

    /// <summary>To the session: its input is closed.</summary>
    public sealed record Closed;

    private sealed record KeeperSilent(Guid Id);
}
