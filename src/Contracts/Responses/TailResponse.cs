namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>tail</c> (contract A13).</summary>
public sealed record TailResponse : Response
{
    protected override string Kind => "tail";

    public required string JobId { get; init; }

    public required string StdoutTail { get; init; }

    public required string StderrTail { get; init; }

    public required bool Truncated { get; init; }

    public string Encoding { get; } = "utf-8-lossy";

    public required string StdoutLogPath { get; init; }

    public required string StderrLogPath { get; init; }

    public required long StdoutObservedBytes { get; init; }

    public required long StderrObservedBytes { get; init; }

    public required long StdoutIncludedBytes { get; init; }

    public required long StderrIncludedBytes { get; init; }

    /// <summary>Bytes of both streams that their logs lack: beyond their limit (contract B11), removed by others, or refused by the system; null when none.</summary>
    public long? DroppedBytes { get; init; }

    /// <summary>Those of them that the system refused to write, a full disk for one; null when none.</summary>
    public long? UnwrittenBytes { get; init; }
}
