using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>What the end of a job makes of its notification settings (contract A20).</summary>
public static class CompletionPlan
{
    /// <summary>The event as it is recorded before the first attempt.</summary>
    public static CompletionEvent Describe(JobMeta meta, JobState state) => new()
    {
        JobId = meta.Job.Id,
        State = state.Job.Status,
        Command = meta.Command,
        Cwd = meta.Cwd,
        StartedAt = meta.CreatedAt,
        FinishedAt = state.FinishedAt ?? state.UpdatedAt,
        DurationMs = state.Result.DurationMs,
        ExitCode = state.Result.ExitCode,
        Signal = state.Result.Signal,
        StdoutLogPath = meta.PathOf(JobFiles.StdoutLog),
        StderrLogPath = meta.PathOf(JobFiles.StderrLog),
        Reason = state.Reason,
        TimedOut = state.TimedOut,
        Error = state.Error,
        KeeperLost = state.KeeperLost,
        OomSuspected = state.OomSuspected,
        CoreDumped = state.CoreDumped,
        DeliveryResults = [],
    };

    /// <summary>The sinks that nothing is recorded of: one that was told, or that failed, is not called again (B15).</summary>
    public static IEnumerable<(SinkType Type, string Target)> Due(NotificationSettings settings, CompletionEvent recorded)
    {
        var known = recorded.DeliveryResults ?? [];
        if (settings.NotifyCommand is { } command && known.All(result => result.SinkType != SinkType.Command)) yield return (SinkType.Command, command);
        if (settings.NotifyFile is { } file && known.All(result => result.SinkType != SinkType.File)) yield return (SinkType.File, file);
    }

    /// <summary>The record with one more result; the command's comes first.</summary>
    public static CompletionEvent With(CompletionEvent recorded, DeliveryResult result) => recorded with
    {
        DeliveryResults = [.. (recorded.DeliveryResults ?? []).Append(result).OrderBy(one => one.SinkType)],
    };
}
