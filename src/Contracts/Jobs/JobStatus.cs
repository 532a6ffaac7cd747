using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Jobs;

/// <summary>Where a job is in its life (contract A8). <see cref="Unknown"/> is shown for unreadable state and never stored.</summary>
[JsonConverter(typeof(JobStatusConverter))]
public enum JobStatus
{
    Unknown,
    Running,
    Exited,
    Killed,
    Failed,
}

/// <summary>The names of the contract.</summary>
public sealed class JobStatusConverter() : NamedEnumConverter<JobStatus>(
    (JobStatus.Unknown, "unknown"), (JobStatus.Running, "running"), (JobStatus.Exited, "exited"), (JobStatus.Killed, "killed"), (JobStatus.Failed, "failed"));
