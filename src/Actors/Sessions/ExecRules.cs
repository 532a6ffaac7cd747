using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;
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
        // What is run has been made of the command, by a client of ours at least.
        var refusal = ExecCallRule.Refusal(session.Command, exec.Run.Cwd, exec.Run.Env, session.Scope) ?? ExecCallRule.OfCommand(string.Concat(exec.Run.Command));
        refusal ??= RunRule.Refusal(exec.Run) is { } breach ? $"{breach}, and nothing was run" : null;
        return refusal is null ? null : ToolFailure.Of(refusal);
    }

    /// <summary>To an exec of another scope than the session that has its id.</summary>
    public const string IdTaken = "an exec needs the id of a job that is to be, and nothing was run: this one is taken";

    /// <summary>The session as it is made: every number within its bounds, with a word about each that was not.</summary>
    public static SessionRecord Bounded(SessionRecord session, List<string> warnings) => session with
    {
        YieldMs = SessionBounds.YieldMs(session.YieldMs, warnings),
        CleanupMs = SessionBounds.CleanupMs(session.CleanupMs, warnings),
        MaxOutputChars = SessionBounds.OutputChars(session.MaxOutputChars, warnings),
        InputWaitIdleMs = SessionBounds.InputWaitIdleMs(session.InputWaitIdleMs, warnings),
        // What only the host says.
        Slug = null, BackgroundedAt = null, Cursor = 0, RecentPolls = null, EndDelivered = false, Notified = false, Cleared = false,
        InputClosed = false,
    };
}
