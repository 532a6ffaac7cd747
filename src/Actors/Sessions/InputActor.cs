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

    // Of all who wait for their turn: more text than this is a mistake, or an attack.
    private const int MostWaitingBytes = 16 * 1024 * 1024, MostWaiting = 1000;

    private readonly Queue<(IActorRef Asker, Type Type)> _waiting = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private Type? _type;
    private InputOrder? _order;
    private int _taken, _pieces;
    private long _waitingBytes;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>When somebody who asks now is told at the latest: its time runs also while others type.</summary>
    public static TimeSpan UntilFromNow => BootClock.Now + TimeSpan.FromMilliseconds(SessionRules.InputLimitMs);

    public static Props Props(IActorRef registry) => ActorProps.Of(() => new InputActor(registry));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Type type: OnType(type); break;
            case ProcessProtocol.InputTaken taken when taken.Fact.Id == _order?.Id: OnTaken(taken.Fact); break;
            case JobReply { State.IsTerminal: true } when _type is not null: Answer("the session has ended"); break;
            case ErrorReply error when _type is not null: Answer(error.Error.Message); break;
            case KeeperSilent silent when silent.Id == _order?.Id: Answer("the job's keeper does not answer"); break;
            default: break;
        }
    }

    private void OnType(Type type)
    {
        if (_waiting.Count >= MostWaiting || _waitingBytes + type.Plan.Bytes.Length > MostWaitingBytes)
        {
            Tell(Sender, type, 0, InputTexts.Of(InputOutcome.Refused, 0, type.Plan.Bytes.Length));
            return;
        }

        _waiting.Enqueue((Sender, type));
        _waitingBytes += type.Plan.Bytes.Length;
        if (_type is null) Next();
    }

    private void Next()
    {
        _type = null;
        while (_type is null && _waiting.TryDequeue(out var next))
        {
            _waitingBytes -= next.Type.Plan.Bytes.Length;
            // Whoever asked was told by its client that nothing happened, or asks again: what is typed now would be typed twice.
            if (next.Type.Until <= BootClock.Now) Tell(next.Asker, next.Type, 0, InputTexts.Of(InputOutcome.TimedOut, 0, next.Type.Plan.Bytes.Length));
            else (_asker, _type) = next;
        }

        if (_type is null) return;
        (_taken, _pieces) = (0, 0);
        Order();
    }

    private void Order()
    {
        var rest = _type!.Plan.Bytes.AsSpan(_taken);
        var left = (int)Math.Clamp((_type!.Until - BootClock.Now).TotalMilliseconds, 1, InputOrder.LongestLimitMs);
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
        Tell(_asker, _type!, _taken, error, closed);
        _order = null;
        Next();
    }

    private static void Tell(IActorRef asker, Type type, int taken, string? error, bool closed = false)
    {
        var session = type.Session.Record;
        var result = new SessionInput
        {
            Status = error is null ? ToolStatus.Running : ToolStatus.Failed,
            SessionId = session.Slug!,
            Name = session.Name,
            Bytes = taken,
            Eof = closed ? true : null,
            Error = error,
        };
        asker.Tell(new ToolReply(result) { RequestId = type.RequestId });
    }

    /// <summary>Type this for the sender, by that time since boot.</summary>
    public sealed record Type(string JobId, string RequestId, InputPlan Plan, Known Session, TimeSpan Until);

    /// <summary>To the session: its input is closed.</summary>
    public sealed record Closed;

    private sealed record KeeperSilent(Guid Id);
}
