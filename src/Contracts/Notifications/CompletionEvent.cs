using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Notifications;

/// <summary>
/// The end of a job as its sinks are told (contract A20); with <see cref="DeliveryResults"/> it is <c>completion_event.json</c>.
/// </summary>
public sealed record CompletionEvent
{
    public const string Name = "job.finished";

    public string SchemaVersion { get; init => field = value ?? "0.1"; } = "0.1";

    public string EventType { get; init => field = value ?? Name; } = Name;

    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public string? Cwd { get; init; }

    /// <summary>The creation time of the job, as everywhere.</summary>
    public required string StartedAt { get; init; }

    public required string FinishedAt { get; init; }

    public long? DurationMs { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Decimal signal number as text.</summary>
    public string? Signal { get; init; }

    public required string StdoutLogPath { get; init; }

    public required string StderrLogPath { get; init; }

    /// <summary>Additional to v0.1, like the two below: why it ended.</summary>
    public EndReason? Reason { get; init; }

    public bool? TimedOut { get; init; }

    public string? Error { get; init; }

    /// <summary>True when the job's keeper died before it had recorded the end.</summary>
    public bool? KeeperLost { get; init; }

    /// <inheritdoc cref="Jobs.JobState.OomSuspected"/>
    public bool? OomSuspected { get; init; }

    /// <inheritdoc cref="Jobs.JobState.CoreDumped"/>
    public bool? CoreDumped { get; init; }

    /// <summary>What became of each sink, command first; absent in what a sink gets, empty before the first attempt.</summary>
    public IReadOnlyList<DeliveryResult>? DeliveryResults { get; init; }
}
