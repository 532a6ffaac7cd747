using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to a <c>wait</c> for several jobs or for something else than an end.</summary>
public sealed record WaitForResponse : Response
{
    protected override string Kind => "wait_for";

    /// <summary>Whether it came about; false when the time was over first.</summary>
    public required bool Met { get; init; }

    /// <summary>In the order in which they were named.</summary>
    public required IReadOnlyList<WaitedJob> Jobs { get; init; }
}

/// <summary>One of the jobs: its end, or <c>running</c>, and what was waited for of it.</summary>
public sealed record WaitedJob
{
    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    /// <summary>What came about; null when nothing did.</summary>
    public MetBy? Met { get; init; }

    /// <summary>The stream of the line that matched.</summary>
    public OutputMatchStream? Stream { get; init; }

    /// <summary>The line that matched, 4 KiB of it at the most.</summary>
    public string? Line { get; init; }

    /// <summary>True when there is more of the line.</summary>
    public bool? LineTruncated { get; init; }

    public int? ExitCode { get; init; }

    public string? Signal { get; init; }

    public EndReason? Reason { get; init; }

    public bool? TimedOut { get; init; }

    public string? Error { get; init; }

    /// <inheritdoc cref="StatusResponse.DroppedBytes"/>
    public long? DroppedBytes { get; init; }

    /// <inheritdoc cref="StatusResponse.UnwrittenBytes"/>
    public long? UnwrittenBytes { get; init; }

    /// <inheritdoc cref="StatusResponse.Unrecorded"/>
    public string? Unrecorded { get; init; }

    /// <inheritdoc cref="StatusResponse.KeeperLost"/>
    public bool? KeeperLost { get; init; }

    /// <inheritdoc cref="Jobs.JobState.OomSuspected"/>
    public bool? OomSuspected { get; init; }

    /// <inheritdoc cref="Jobs.JobState.CoreDumped"/>
    public bool? CoreDumped { get; init; }
}
