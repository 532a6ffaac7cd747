using System.Collections.Concurrent;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;
using Akka.Actor;

namespace AgentExec.Actors.Tests.World;

/// <summary>Notifications in memory.</summary>
internal sealed class FakeOutbox(IActorRef witness) : IOutbox
{
    private volatile int _refusals;

    public ConcurrentDictionary<string, CallerRecord> Callers { get; } = [];

    public ConcurrentDictionary<string, CompletionEvent> Completions { get; } = [];

    public ConcurrentQueue<OutputMatchEvent> Matches { get; } = [];

    public ConcurrentDictionary<string, MatchCursor> Cursors { get; } = [];

    public MatchCursor End { get; set; } = new(0, 0);

    /// <summary>The next so many writes fail as on a full disk.</summary>
    public void RefuseWrites(int count) => _refusals = count;

    public CallerRecord? ReadCaller(string job) => Callers.GetValueOrDefault(job);

    public void RememberCaller(string job, CallerRecord caller)
    {
        // What the test puts into Callers counts.
    }

    public void KeepCaller(string job)
    {
    }

    public void ForgetCaller(string job)
    {
    }

    public void WriteCaller(string job, CallerRecord caller) => Callers[job] = caller;

    public CompletionEvent? ReadCompletion(string job) => Completions.GetValueOrDefault(job);

    public void WriteCompletion(CompletionEvent record)
    {
        Refuse();
        Completions[record.JobId] = record;
        witness.Tell(new Effects.CompletionWritten(record));
    }

    public MatchCursor? ReadCursor(string job) => Cursors.GetValueOrDefault(job);

    public void WriteCursor(string job, MatchCursor cursor) => Cursors[job] = cursor;

    public void AppendMatch(OutputMatchEvent record, MatchCursor cursor)
    {
        Refuse();
        Matches.Enqueue(record);
        Cursors[record.JobId] = cursor.AtLeast(Cursors.GetValueOrDefault(record.JobId));
        witness.Tell(new Effects.MatchRecorded(record));
    }

    public MatchCursor EndOfOutput(string job) => End;

    public void Close(string job)
    {
        Callers.TryRemove(job, out _);
        witness.Tell(new Effects.OutboxClosed(job));
    }

    private void Refuse()
    {
        if (_refusals == 0) return;
        _refusals--;
        witness.Tell(new Effects.OutboxRefused());
        throw new IOException("no space left");
    }
}
