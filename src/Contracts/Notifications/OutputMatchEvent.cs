namespace AgentExec.Contracts.Notifications;

/// <summary>
/// A line that matched, as its sinks are told (contract A19); with <see cref="DeliveryResults"/> it is one line of <c>notification_events.ndjson</c>.
/// </summary>
public sealed record OutputMatchEvent
{
    public const string Name = "job.output.matched";

    public string SchemaVersion { get; init => field = value ?? "0.1"; } = "0.1";

    public string EventType { get; init => field = value ?? Name; } = Name;

    public required string JobId { get; init; }

    public required string Pattern { get; init; }

    public required OutputMatchType MatchType { get; init; }

    /// <summary><see cref="OutputMatchStream.Stdout"/> or <see cref="OutputMatchStream.Stderr"/>.</summary>
    public required OutputMatchStream Stream { get; init; }

    /// <summary>The text before the line feed; invalid bytes as U+FFFD.</summary>
    public required string Line { get; init; }

    public required string StdoutLogPath { get; init; }

    public required string StderrLogPath { get; init; }

    /// <summary>Additional to v0.1: where the line ends in its stream, in bytes. It tells a host that starts again which lines are dealt with.</summary>
    public long? EndBytes { get; init; }

    /// <summary>Additional to v0.1: only the beginning of a very long line is shown and was tested; absent otherwise.</summary>
    public bool? LineTruncated { get; init; }

    public IReadOnlyList<DeliveryResult>? DeliveryResults { get; init; }
}
