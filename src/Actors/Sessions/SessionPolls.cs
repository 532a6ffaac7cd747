using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>Who polls one session, and how far each has read. Those who share the cursor are served one after the other.</summary>
internal sealed class SessionPolls(SessionDisk disk)
{
    private readonly List<Pending> _pending = [];
    private int _emptyShared;

    public bool Any => _pending.Count > 0;

    /// <summary>Takes a poll that is not answered yet; false when it cannot be meant.</summary>
    public bool TryOpen(IActorRef asker, ProcessRequest request, out string refusal)
    {
        var warnings = new List<string>();
        refusal = "";
        PollCursor? cursor = null;
        if (request.Call.Cursor is { } text && (cursor = PollCursor.TryParse(text)) is null)
        {
            refusal = SessionTexts.BadCursor;
            return false;
        }

        var patienceMs = Clamp.To(request.Call.TimeoutMs ?? 0, 0, SessionRules.LongestPollMs, "timeout", "ms", warnings);
        var maxChars = SessionBounds.OutputChars(request.MaxOutputChars ?? disk.Record.MaxOutputChars, warnings);
        // Asked again, by one who did not get the answer.
        _pending.RemoveAll(pending => pending.RequestId == request.RequestId);
        _pending.Add(new Pending(asker, request, cursor, maxChars, TimeSpan.FromMilliseconds(patienceMs), warnings));
        return true;
    }

    public TimeSpan PatienceOf(string requestId) => Find(requestId)?.Patience ?? TimeSpan.Zero;

    /// <summary>Answers it when there is something to say.</summary>
    public bool TryServe(string requestId, Action<string> onTold) =>
        Find(requestId) is not { } pending || TryServe(pending, isOver: pending.Patience == TimeSpan.Zero, onTold);

    public void ServeAll(Action<string> onTold)
    {
        foreach (var pending in _pending.ToArray()) TryServe(pending, isOver: false, onTold);
    }

    /// <summary>Its time is over: it is answered with what there is.</summary>
    public void GiveUp(string requestId, Action<string> onTold)
    {
        if (Find(requestId) is { } pending) TryServe(pending, isOver: true, onTold);
    }

    /// <summary>
    /// Its asker has given up: it is answered no more, and what an answer took that had left already is given back. <paramref name="givenBack"/> says whether that was so;
    /// the result why it could not be written down, null when it could. Others may wait for it: <see cref="ServeAll"/> is due.
    /// </summary>
    public string? Abandon(string requestId, out bool givenBack)
    {
        _pending.RemoveAll(pending => pending.RequestId == requestId);
        var next = SharedCursor.Abandoned(disk.Record, requestId);
        givenBack = next != disk.Record;
        return disk.Change(next);
    }

    /// <summary>Who is gone must not take anything out of the shared cursor any more: nobody would ever see it.</summary>
    /// <param name="caller">Who is gone.</param>
    /// <param name="early">Questions that wait until it is known what has become of the session.</param>
    public void Forget(Address caller, IStash early)
    {
        _pending.RemoveAll(pending => pending.Asker.Path.Address.Equals(caller));
        early.Prepend(early.ClearStash().Where(
            envelope => !(envelope.Message is SessionsProtocol.Asked { Request.Call.Action: ProcessAction.Poll } && envelope.Sender.Path.Address.Equals(caller))).ToList());
    }

    /// <summary>There will be no answer.</summary>
    public void Refuse(string error)
    {
        foreach (var pending in _pending) pending.Asker.Tell(new ToolReply(ToolFailure.Of(error)) { RequestId = pending.RequestId });
        _pending.Clear();
    }

    /// <summary>Whether it is a poll that is not answered yet: <see cref="Refuse"/> answers it.</summary>
    public bool Holds(object message) => message is SessionsProtocol.Asked asked && Find(asked.Request.RequestId) is not null;

    private Pending? Find(string requestId) => _pending.Find(pending => pending.RequestId == requestId);

    private bool TryServe(Pending poll, bool isOver, Action<string> onTold)
    {
        // Behind a pause of the whole process: its asker was told that the host does not answer, and would never see this.
        if (poll.Request.IsOver(BootClock.Now)) return _pending.Remove(poll);
        var record = disk.Record;
        var turn = poll.Cursor is { } own ? new PollTurn(PollTurnKind.Own, own.Offset) : SharedCursor.TurnOf(record, poll.RequestId);
        if (!TryRead(turn, poll, out var piece)) return true;
        var isEmpty = piece.Text.Length == 0 && piece.Dropped == 0;
        if (isEmpty && !disk.Now.HasEnded && !isOver) return false;
        // An empty poll moves nothing and so writes nothing.
        var next = SharedCursor.Given(record, poll.RequestId, turn, isEmpty ? turn.From : piece.Next);
        var more = turn.Kind is PollTurnKind.New or PollTurnKind.Own ? piece.More : SharedCursor.HasMore(next, disk.Output.Length(disk.Now.IsComplete));
        if (disk.Now.HasEnded && !more) next = SharedCursor.EndTold(next, poll.RequestId);
        var empties = isEmpty ? (poll.Cursor?.Empties ?? _emptyShared) + 1 : 0;
        var cursor = new PollCursor(piece.Next, poll.Cursor is null ? 0 : empties);
        if (piece.Clamped) poll.Warnings.Add("the cursor is behind the end of the output: the end is used");
        // Before it is written down as given: making it looks at the system, which may fail.
        var answer = SessionViews.Poll(disk, piece, more, cursor, empties).Warned(poll.Warnings);
        var error = disk.Change(next);
        _pending.Remove(poll);
        if (error is not null)
        {
            poll.Asker.Tell(new ToolReply(ToolFailure.Of(SessionTexts.NotRecorded(error))) { RequestId = poll.RequestId });
            return true;
        }

        KillPoint.Reach(KillPoints.Sessions.PollRecorded);
        if (poll.Cursor is null) _emptyShared = empties;
        poll.Asker.Tell(new ToolReply(answer) { RequestId = poll.RequestId });
        onTold(poll.RequestId);
        return true;
    }

    private bool TryRead(PollTurn turn, Pending poll, out OutputPiece piece)
    {
        // The same again, whatever it asks for now.
        var maxChars = turn.Kind == PollTurnKind.Again ? SessionRules.MostOutputChars : poll.MaxChars;
        try
        {
            piece = disk.Output.Read(turn.From, maxChars, disk.Now.IsComplete, turn.To);
            return true;
        }
        catch (IOException error)
        {
            piece = default;
            _pending.Remove(poll);
            poll.Asker.Tell(new ToolReply(ToolFailure.Of(SessionTexts.Unreadable(disk.Now, error.Message))) { RequestId = poll.RequestId });
            return false;
        }
    }

    private sealed record Pending(IActorRef Asker, ProcessRequest Request, PollCursor? Cursor, int MaxChars, TimeSpan Patience, List<string> Warnings)
    {
        public string RequestId => Request.RequestId;
    }
}
