namespace AgentExec.Contracts.Jobs;

/// <summary>The file names inside a job directory (contract A7.1) and, below them, those that are ours.</summary>
public static class JobFiles
{
    public const string Meta = "meta.json";
    public const string State = "state.json";
    public const string StdoutLog = "stdout.log";
    public const string StderrLog = "stderr.log";
    public const string FullLog = "full.log";

    /// <summary>The keeper's record of the end, <see cref="Keeping.ExitRecord"/>.</summary>
    public const string Exit = "exit.json";

    /// <summary>The keeper's record of what the logs lack, <see cref="Keeping.OutputRecord"/>; absent while they are whole.</summary>
    public const string Output = "output.json";

    /// <summary>Locked from before the keeper starts until it ends: the proof that the job is supervised.</summary>
    public const string KeeperLock = "keeper.lock";

    /// <summary>Where a restarted host finds the keeper.</summary>
    public const string KeeperSocket = "keeper.sock";

    /// <summary>The end of the job as its sinks are told, and what became of that (contract A20).</summary>
    public const string CompletionEvent = "completion_event.json";

    /// <summary>Lines that matched, one record each (contract A19).</summary>
    public const string NotificationEvents = "notification_events.ndjson";

    /// <summary>There until everything is delivered, <see cref="Notifications.CallerRecord"/>.</summary>
    public const string Caller = "caller.json";

    /// <summary>How far the output has been searched, <see cref="Notifications.MatchCursor"/>.</summary>
    public const string MatchCursor = "match_cursor.json";

    /// <summary>In which order the bytes of both streams arrived, <see cref="Keeping.ArrivalEntry"/>; only of sessions, and absent while only stdout was written.</summary>
    public const string Arrival = "arrival.idx";

    /// <summary>What makes the job a session, <see cref="Tools.SessionRecord"/>; absent for one that was started by <c>run</c>.</summary>
    public const string Session = "session.json";
}
