namespace AgentExec.Contracts.Responses;

/// <summary>The ends of both streams, computed as for <c>tail</c> (contract A9.8, A13).</summary>
public sealed record Snapshot
{
    public required string StdoutTail { get; init; }

    public required string StderrTail { get; init; }

    /// <summary>Whether anything was cut on either stream.</summary>
    public required bool Truncated { get; init; }

    public string Encoding { get; } = "utf-8-lossy";

    /// <summary>Bytes that the command wrote, also those that the log lacks.</summary>
    public required long StdoutObservedBytes { get; init; }

    public required long StderrObservedBytes { get; init; }

    public required long StdoutIncludedBytes { get; init; }

    public required long StderrIncludedBytes { get; init; }

    /// <summary>Bytes of both streams that their logs lack: beyond their limit (contract B11), removed by others, or refused by the system; null when none.</summary>
    public long? DroppedBytes { get; init; }

    /// <summary>Those of them that the system refused to write, a full disk for one; null when none.</summary>
    public long? UnwrittenBytes { get; init; }
}
