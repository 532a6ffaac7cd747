using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>What is on disk of a job's notifications: enough for any later host to go on where this one stopped.</summary>
public interface IOutbox
{
    /// <summary>
    /// On whose behalf; null when nothing is left to deliver or the job is not ours. A file that is gone or damaged is written again from memory; null as
    /// well when this host does not know it.
    /// </summary>
    CallerRecord? ReadCaller(string job);

    /// <summary>The caller of a job that has just been made.</summary>
    void RememberCaller(string job, CallerRecord caller);

    /// <summary>Writes the file again when it is gone and the caller is remembered.</summary>
    void KeepCaller(string job);

    /// <summary>The job has no actor any more.</summary>
    void ForgetCaller(string job);

    /// <summary>Replaces it.</summary>
    /// <exception cref="IOException">Not written.</exception>
    void WriteCaller(string job, CallerRecord caller);

    /// <summary>The end as it was recorded and who was told of it; null before that.</summary>
    CompletionEvent? ReadCompletion(string job);

    /// <exception cref="IOException">Not written.</exception>
    void WriteCompletion(CompletionEvent record);

    /// <summary>How far the output has been searched, taking into account what is recorded in <c>notification_events.ndjson</c>; null when it never was.</summary>
    MatchCursor? ReadCursor(string job);

    /// <exception cref="IOException">Not written.</exception>
    void WriteCursor(string job, MatchCursor cursor);

    /// <summary>Appends to <c>notification_events.ndjson</c>, the whole line at once, and moves the cursor behind what was searched, never back.</summary>
    /// <exception cref="IOException">Not written; a cursor that alone could not be written is no error, since the record says as much.</exception>
    void AppendMatch(OutputMatchEvent record, MatchCursor cursor);

    /// <summary>Where the lines begin that are not complete yet: what comes from now on.</summary>
    MatchCursor EndOfOutput(string job);

    /// <summary>Everything is delivered: forgets the caller.</summary>
    void Close(string job);
}
