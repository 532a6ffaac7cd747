using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>run</c> (contract A9.8, B4).</summary>
public sealed record RunResponse : Response
{
    protected override string Kind => "run";

    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The <c>--env</c> texts, masked; absent when none was given.</summary>
    public IReadOnlyList<string>? EnvVars { get; init; }

    public Snapshot? Snapshot { get; init; }

    public required string StdoutLogPath { get; init; }

    public required string StderrLogPath { get; init; }

    /// <summary>Time the job was observed; exactly 0 when it was not.</summary>
    public required long WaitedMs { get; init; }

    /// <summary>Time since <c>run</c> began, never less than <see cref="WaitedMs"/>.</summary>
    public required long ElapsedMs { get; init; }

    public int? ExitCode { get; init; }

    public string? FinishedAt { get; init; }

    public Snapshot? FinalSnapshot { get; init; }

    public string? Signal { get; init; }

    public EndReason? Reason { get; init; }

    public bool? TimedOut { get; init; }

    public string? Error { get; init; }

    public bool? OutputComplete { get; init; }

    /// <inheritdoc cref="StatusResponse.DroppedBytes"/>
    public long? DroppedBytes { get; init; }

    /// <inheritdoc cref="StatusResponse.UnwrittenBytes"/>
    public long? UnwrittenBytes { get; init; }

    /// <inheritdoc cref="StatusResponse.Unrecorded"/>
    public string? Unrecorded { get; init; }

    /// <summary>True when the job's keeper died before it had recorded the end.</summary>
    public bool? KeeperLost { get; init; }

    /// <inheritdoc cref="Jobs.JobState.OomSuspected"/>
    public bool? OomSuspected { get; init; }

    /// <inheritdoc cref="Jobs.JobState.CoreDumped"/>
    public bool? CoreDumped { get; init; }

    /// <inheritdoc cref="Jobs.JobState.Warning"/>
    public string? Warning { get; init; }

    /// <summary>What the caller named the submission by; absent when by nothing.</summary>
    public string? RequestId { get; init; }

    /// <summary>True when the job had been started by an earlier call of the same <see cref="RequestId"/>, and nothing by this one; absent otherwise.</summary>
    public bool? Repeated { get; init; }
}
