using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// Who of those who share a session's cursor is given what: each byte to one of them, and to the same one again when it asks again. All of it is in the session's record,
/// which is written before an answer goes; a function here that changes nothing returns the record that it was given.
/// </summary>
internal static class SharedCursor
{
    /// <summary>
    /// How many answers are remembered. Of more the oldest are forgotten: asked again, such a question is given what is new, and what it was given before is lost if its
    /// asker never saw it. What was given back is never forgotten.
    /// </summary>
    public const int MostRemembered = 32;

    // Ours have 32 characters; a longer one is a stranger's, and the record is not to grow by it.
    private const int LongestId = 64;

    /// <summary>What a poll is to be given.</summary>
    public static PollTurn TurnOf(SessionRecord record, string requestId)
    {
        SharedPoll? first = null;
        foreach (var poll in PollsOf(record))
        {
            if (poll.RequestId == requestId && poll.To > poll.From) return new PollTurn(PollTurnKind.Again, poll.From, poll.To);
            if (poll.RequestId is null && (first is null || poll.From < first.From)) first = poll;
        }

        return first is null ? new PollTurn(PollTurnKind.New, record.Cursor) : new PollTurn(PollTurnKind.GivenBack, first.From, first.To);
    }

    /// <summary>The record with which a poll is answered.</summary>
    /// <param name="record">As it is.</param>
    /// <param name="requestId">The poll.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="next">The place behind what could be read of it; not behind its beginning when that was nothing.</param>
    public static SessionRecord Given(SessionRecord record, string requestId, PollTurn turn, long next)
    {
        var read = next > turn.From;
        switch (turn.Kind)
        {
            case PollTurnKind.New when read:
                return record with { Cursor = next, RecentPolls = Remembered(PollsOf(record), new SharedPoll(turn.From, next, requestId)) };
            case PollTurnKind.GivenBack:
                var polls = PollsOf(record);
                var at = polls.FindIndex(poll => poll.RequestId is null && poll.From == turn.From);
                // What can be read no more, since its log was cut, holds up nobody.
                if (read && next < turn.To) polls[at] = new SharedPoll(next, turn.To);
                else polls.RemoveAt(at);
                return record with { RecentPolls = read ? Remembered(polls, new SharedPoll(turn.From, next, requestId)) : NullWhenEmpty(polls) };
            default:
                return record;
        }
    }

    /// <summary>Whether something is left for the next poll, when so much can be read.</summary>
    public static bool HasMore(SessionRecord record, long length) => record.Cursor < length || PollsOf(record).Exists(poll => poll.RequestId is null);

    /// <summary>The answer to this poll, of the shared cursor or not, tells the end with nothing left behind it.</summary>
    public static SessionRecord EndTold(SessionRecord record, string requestId)
    {
        if (record.EndDelivered) return record;
        var polls = PollsOf(record);
        var told = polls.Find(poll => poll.RequestId == requestId) ?? new SharedPoll(record.Cursor, record.Cursor, requestId);
        return record with { EndDelivered = true, RecentPolls = Remembered(polls, told with { End = true }) };
    }

    /// <summary>
    /// Nobody saw the answer to this poll. What it was given is given back: to the cursor when it ends there, so that the next poll begins with it, else it waits in the
    /// list for the next poll, before anything new. The end counts as untold when this answer was the first to tell it.
    /// </summary>
    public static SessionRecord Abandoned(SessionRecord record, string requestId)
    {
        var polls = PollsOf(record);
        if (polls.Find(poll => poll.RequestId == requestId) is not { } given) return record;
        polls.Remove(given);
        var (from, to, cursor) = (given.From, given.To, record.Cursor);
        if (from < to)
        {
            // One that lies beside it is one with it.
            while (polls.Find(poll => poll.RequestId is null && (poll.To == from || poll.From == to)) is { } beside)
            {
                polls.Remove(beside);
                (from, to) = (Math.Min(from, beside.From), Math.Max(to, beside.To));
            }

            if (to == cursor) cursor = from;
            else polls.Insert(0, new SharedPoll(from, to));
        }

        return record with { Cursor = cursor, RecentPolls = NullWhenEmpty(polls), EndDelivered = record.EndDelivered && !given.End };
    }

    // A file may hold anything.
    private static List<SharedPoll> PollsOf(SessionRecord record) =>
        [.. (record.RecentPolls ?? []).Where(poll => poll is { From: >= 0 } && (poll.RequestId is null ? poll.To > poll.From : poll.To >= poll.From)).TakeLast(2 * MostRemembered)];

    private static List<SharedPoll>? Remembered(List<SharedPoll> polls, SharedPoll newest)
    {
        polls.RemoveAll(poll => poll.RequestId == newest.RequestId);
        if (newest.RequestId!.Length <= LongestId) polls.Add(newest);
        for (var i = 0; i < polls.Count - 1 && polls.Count > MostRemembered;)
        {
            if (polls[i].RequestId is null) i++;
            else polls.RemoveAt(i);
        }

        return NullWhenEmpty(polls);
    }

    private static List<SharedPoll>? NullWhenEmpty(List<SharedPoll> polls) => polls.Count == 0 ? null : polls;
}
