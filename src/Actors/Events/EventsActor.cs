using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Events.EventsProtocol;

namespace AgentExec.Actors.Events;

/// <summary>The inbox of ended sessions: carries out what <see cref="Inbox"/> decides, on disk before anybody is told, and answers who waits the moment there is something.</summary>
public sealed class EventsActor(IEventFile file) : UntypedActor, IWithTimers
{
    /// <summary>How many events one answer holds.</summary>
    public const int PageSize = 500;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (IActorRef Asker, EventsRequest Request, long After)> _waiting = [];
    private readonly Inbox _inbox = new();
    private int _records;
    private string? _unread = "not read yet";

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IEventFile file) => ActorProps.Of(() => new EventsActor(file));

    protected override void PreStart() => TryLoad();

    // Tried again with each message: who repairs the file needs no new host.
    private void TryLoad()
    {
        try
        {
            foreach (var record in file.Load())
            {
                _records++;
                _inbox.Apply(record);
            }

            _unread = null;
            CompactWhenDue();
        }
        catch (IOException error)
        {
            _unread = error.Message;
        }
    }

    // Also while it runs: a file that grows for months would be none that the next host could read.
    private void CompactWhenDue()
    {
        if (_records <= 2 * _inbox.Count + PageSize) return;
        // Tried again when as much has come anew, should it fail.
        _records = _inbox.Count + 1;
        try
        {
            file.Rewrite(_inbox.Compact());
        }
        catch (IOException error)
        {
            Context.GetLogger().Warning("the inbox was not made smaller: {0}", error.Message);
        }
    }

    protected override void OnReceive(object message)
    {
        if (_unread is not null) TryLoad();
        switch (message)
        {
            case Queue queue: OnQueue(queue); break;
            case Acknowledge told: TryWrite(_inbox.AcknowledgeJob(told.JobId)); break;
            case EventsRequest request: OnRequest(request); break;
            case PatienceOver over when _waiting.Remove(over.RequestId, out var waiting): Answer(waiting.Asker, waiting.Request, waiting.After); break;
            case PatienceOver: break;
            default: Unhandled(message); break;
        }
    }

    private void OnQueue(Queue queue)
    {
        if (TryWrite(_inbox.Add(queue.Event)) is { } error)
        {
            // It is nowhere but here and on its session's disk: tried until it is in the inbox, by a later host if need be.
            Context.GetLogger().Error("the end of session {0} could not be put into the inbox, trying again: {1}", queue.Event.SessionId, error.Message);
            Context.System.Scheduler.ScheduleTellOnce(RetryAfter, Self, queue, Sender);
            return;
        }

        Sender.Tell(new Queued(queue.Event.JobId));
        foreach (var (requestId, (asker, request, after)) in _waiting.ToArray())
            if (_inbox.Read(request.Scope, after, 1).Count > 0 && _waiting.Remove(requestId))
                Answer(asker, request, after);
    }

    private void OnRequest(EventsRequest request)
    {
        var after = PlaceOf(request.After);
        if (_unread is { } unread)
            Refuse(request, ErrorDetail.Internal($"the inbox cannot be read: {unread}; repair or remove that file. Jobs are not affected"));
        else if (_inbox.RefusalOf(request.After, request.Acknowledge) is { } refusal) Refuse(request, refusal);
        else if (request.Acknowledge is not null && TryWrite(_inbox.AcknowledgeTo(PlaceOf(request.Acknowledge), request.Scope)) is { } error)
            Refuse(request, ErrorDetail.Internal($"nothing was acknowledged: {error.Message}", error));
        else if (request.WaitMs > 0 && _inbox.Read(request.Scope, after, 1).Count == 0)
        {
            _waiting[request.RequestId] = (Sender, request, after);
            var patience = TimeSpan.FromMilliseconds(Math.Min(request.WaitMs, WaitRequest.LongestWaitMs));
            Timers.StartSingleTimer(request.RequestId, new PatienceOver(request.RequestId), patience);
        }
        else Answer(Sender, request, after);
    }

    private void Answer(IActorRef asker, EventsRequest request, long after)
    {
        Timers.Cancel(request.RequestId);
        var events = _inbox.Read(request.Scope, after, PageSize + 1);
        var page = events.Take(PageSize).ToArray();
        var cursor = page is [.., var last] ? last.Cursor : request.After ?? "0";
        asker.Tell(new EventsReply(page, cursor, events.Count > PageSize) { RequestId = request.RequestId });
    }

    // Null when it is on disk, or there is nothing to write; else why not, and nothing has changed.
    private IOException? TryWrite(EventRecord? record)
    {
        if (record is null || _unread is not null) return _unread is { } unread ? new IOException(unread) : null;
        try
        {
            file.Append(record);
            _inbox.Apply(record);
            _records++;
            CompactWhenDue();
            return null;
        }
        catch (IOException error)
        {
            return error;
        }
    }

    private void Refuse(Request request, ErrorDetail error) => Sender.Tell(new ErrorReply(error) { RequestId = request.RequestId });

    private static long PlaceOf(string? text) => Inbox.TryPlace(text ?? "0") ?? 0;

    private sealed record PatienceOver(string RequestId);
}
