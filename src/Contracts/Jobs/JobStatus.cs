using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Jobs;

/// <summary>Where a job is in its life (contract A8). <see cref="Unknown"/> is shown for unreadable state and never stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("exited")] Exited,
    [JsonStringEnumMemberName("killed")] Killed,
    [JsonStringEnumMemberName("failed")] Failed,
}
