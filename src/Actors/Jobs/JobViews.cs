using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Actors.Jobs;

/// <summary>How a job looks in a listing (contract A16).</summary>
public static class JobViews
{
    public static JobSummary Summarize(JobMeta meta, JobState? state) => new()
    {
        JobId = meta.Job.Id,
        State = state?.Job.Status ?? JobStatus.Unknown,
        ExitCode = state?.Result.ExitCode,
        StartedAt = meta.CreatedAt,
        FinishedAt = state?.FinishedAt,
        UpdatedAt = state?.UpdatedAt,
        Tags = meta.Tags,
        Reason = state?.Reason,
        Error = state?.Error,
    };
}
