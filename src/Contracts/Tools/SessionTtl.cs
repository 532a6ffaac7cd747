namespace AgentExec.Contracts.Tools;

/// <summary>How long a finished session is listed (exec-process §4).</summary>
public static class SessionTtl
{
    /// <param name="endedAt">Its end.</param>
    /// <param name="cleanupMs">Brought into its bounds, whoever wrote it.</param>
    /// <param name="now">A clock that was set back lists it longer.</param>
    public static bool IsExpired(DateTimeOffset endedAt, long cleanupMs, DateTimeOffset now) =>
        now - endedAt >= TimeSpan.FromMilliseconds(Math.Clamp(cleanupMs, SessionRules.LeastCleanupMs, SessionRules.MostCleanupMs));
}
