using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>Whether somebody is to be told that a session has ended, and in which words (exec-process §4).</summary>
internal static class ExitNotice
{
    /// <param name="now">A session that has ended.</param>
    /// <param name="tail">The end of its output.</param>
    /// <returns>Its event, not yet with a place; null when nobody needs to be told.</returns>
    public static SessionEvent? Of(Known now, string tail)
    {
        var (record, state) = (now.Record, now.State!);
        if (!record.NotifyOnExit || record.EndDelivered || record.Cleared || IsSilent(record, state, tail)) return null;
        var line = EventLine.Of(tail);
        return new SessionEvent
        {
            Cursor = "",
            Scope = record.Scope,
            SessionId = record.Slug!,
            JobId = now.JobId,
            Name = record.Name,
            Status = ExecStatus.Of(state),
            Exit = ExitLabel.Of(state),
            ExitCode = state.Result.ExitCode,
            Signal = SessionViews.SignalOf(state),
            Reason = state.Reason ?? EndReason.Lost,
            EndedAt = state.FinishedAt,
            Output = line.Length == 0 ? null : line,
        };
    }

    // A clean success that said nothing has nothing to tell.
    private static bool IsSilent(SessionRecord record, JobState state, string tail) =>
        !record.NotifyOnExitEmptySuccess && state.Result.ExitCode == 0 && string.IsNullOrWhiteSpace(tail);
}
