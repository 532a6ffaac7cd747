using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>What an exec must be before anything is run (exec-process §2, §4, §7), and within which bounds its settings are.</summary>
internal static class ExecRules
{
    /// <summary>Why nothing is run; null when it may be.</summary>
    public static ToolFailure? Refusal(ExecRequest exec)
    {
        if (exec.Run.Session is not { } session || exec.Run.JobId != exec.JobId) return ToolFailure.Of("an exec is a run with a session, both of one job id");
        // Before anything is looked up by it: it becomes a path.
        if (!JobId.TryParse(exec.JobId, out _)) return ToolFailure.Of("an exec needs the id of a job that is to be");
        if (string.IsNullOrWhiteSpace(session.Command) || exec.Run.Command.All(string.IsNullOrWhiteSpace))
            return ToolFailure.Of("command is empty: give the shell code to run");
        if (ScopeRule.Refusal(session.Scope) is { } wrong) return ToolFailure.Of(wrong);
        var refused = EnvGuard.Refused(exec.Run.Env.Select(EnvMask.KeyOf));
        return refused.Count == 0 ? null : ToolFailure.Of(EnvGuard.Message(refused));
    }

    /// <summary>The session as it is made: every number within its bounds, with a word about each that was not.</summary>
    public static SessionRecord Bounded(SessionRecord session, List<string> warnings) => session with
    {
        YieldMs = (int)Clamp.To(session.YieldMs, SessionRules.LeastYieldMs, SessionRules.MostYieldMs, "yieldMs", "ms", warnings),
        CleanupMs = (int)Clamp.To(session.CleanupMs, SessionRules.LeastCleanupMs, SessionRules.MostCleanupMs, "cleanup_ms", "ms", warnings),
        MaxOutputChars = (int)Clamp.To(
            session.MaxOutputChars, SessionRules.LeastOutputChars, SessionRules.MostOutputChars, "max_output_chars", "characters", warnings),
        InputWaitIdleMs = (int)Clamp.To(session.InputWaitIdleMs, 0, int.MaxValue, "input_wait_idle_ms", "ms", warnings),
        // What only the host says.
        Slug = null, BackgroundedAt = null, Cursor = 0, RecentPolls = null, EndDelivered = false, Notified = false, Cleared = false,
        InputClosed = false,
    };
}
