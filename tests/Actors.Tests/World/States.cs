using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.World;

/// <summary>States and records in few words.</summary>
internal static class States
{
    public static readonly ExitRecord Exit = new() { Pid = 7, ExitCode = 3, DurationMs = 5, FinishedAtUnixMs = 1767225603000, OutputComplete = true };

    public static readonly ExitRecord Killed = Exit with { ExitCode = null, Signal = 15, Cause = "kill" };

    public static JobState Of(string id, JobStatus status) => new()
    {
        Job = new JobProgress(id, status, "2026-01-01T00:00:00Z"),
        Result = JobResult.None,
        UpdatedAt = "2026-01-01T00:00:00Z",
        OutputComplete = status == JobStatus.Running ? null : true,
    };

    public static JobMeta Meta(string id) => new() { Job = new JobMetaId(id), Command = ["true"], CreatedAt = "2026-01-01T00:00:00Z", Root = "/r" };
}
