using System.Globalization;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Events;

/// <summary>What is to be told, as a plain state: every change is an <see cref="EventRecord"/>, and the records in order make the state again.</summary>
public sealed class Inbox
{
    /// <summary>How many events are kept at most; of more the oldest are dropped: nobody has read them for that long.</summary>
    public const int Most = 10_000;

    private readonly SortedDictionary<long, SessionEvent> _open = [];
    private readonly HashSet<string> _jobs = [];
    private long _next = 1;

    public int Count => _open.Count;

    /// <summary>The place behind the newest event there ever was.</summary>
    public long End => _next - 1;

    /// <summary>The record of a new event, with its place; null when the job's end is known here, told or not.</summary>
    public EventRecord? Add(SessionEvent told) =>
        _jobs.Contains(told.JobId) ? null : new EventRecord { Event = told with { Cursor = _next.ToString(CultureInfo.InvariantCulture) } };

    /// <summary>The record that one job's event is told; null when it need not be written.</summary>
    public EventRecord? AcknowledgeJob(string job) =>
        _open.Values.Any(told => told.JobId == job) ? new EventRecord { AcknowledgedJob = job } : null;

    /// <inheritdoc cref="AcknowledgeJob"/>
    public EventRecord? AcknowledgeTo(long place, string? scope) =>
        Read(scope, 0, 1) is [var first] && PlaceOf(first) <= place ? new EventRecord { AcknowledgedTo = place, Scope = scope } : null;

    /// <summary>Why a request's places cannot be meant; null when they can. An acknowledgement of what nobody can have read would take out events yet to come.</summary>
    public ErrorDetail? RefusalOf(string? after, string? acknowledge)
    {
        if (TryPlace(after ?? "0") is null || TryPlace(acknowledge ?? "0") is not { } to)
            return new ErrorDetail(ErrorCode.InvalidCursor, "a place in the inbox is the 'cursor' of an earlier answer, or 0 for its beginning", false);
        return to <= End ? null : new ErrorDetail(
            ErrorCode.InvalidCursor, $"nothing was acknowledged: {to} is beyond the newest event, {End}; give the 'cursor' of an earlier answer", false);
    }

    /// <summary>Takes a record, one that is on disk.</summary>
    public void Apply(EventRecord record)
    {
        if (record.Next is { } next) _next = Math.Max(_next, next);
        if (record.Event is { } told && TryPlace(told.Cursor) is { } place)
        {
            _open[place] = told;
            _jobs.Add(told.JobId);
            _next = Math.Max(_next, place + 1);
            if (_open.Count > Most) _open.Remove(_open.Keys.First());
        }

        if (record.AcknowledgedJob is { } job) Remove(open => open.JobId == job);
        if (record.AcknowledgedTo is { } to) Remove(open => PlaceOf(open) <= to && ScopeRule.MaySee(record.Scope, open.Scope));
    }

    /// <summary>What a scope has not been told, behind a place, oldest first.</summary>
    public IReadOnlyList<SessionEvent> Read(string? scope, long after, int most) =>
        [.. _open.Where(open => open.Key > after && ScopeRule.MaySee(scope, open.Value.Scope)).Select(open => open.Value).Take(most)];

    /// <summary>The fewest records that make this state.</summary>
    public IEnumerable<EventRecord> Compact() =>
        [new EventRecord { Next = _next }, .. _open.Values.Select(open => new EventRecord { Event = open })];

    /// <summary>The number of a place; null for what is none.</summary>
    public static long? TryPlace(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    private static long PlaceOf(SessionEvent told) => TryPlace(told.Cursor) ?? 0;

    private void Remove(Func<SessionEvent, bool> isTold)
    {
        foreach (var place in _open.Where(open => isTold(open.Value)).Select(open => open.Key).ToArray()) _open.Remove(place);
    }
}
