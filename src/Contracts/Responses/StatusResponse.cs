using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>status</c> (contract A12), with the end's particulars of part B.</summary>
public sealed record StatusResponse : Response
{
    protected override string Kind => "status";

    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    public int? ExitCode { get; init; }

    public required string StartedAt { get; init; }

    public string? FinishedAt { get; init; }

    public string? Signal { get; init; }

    public EndReason? Reason { get; init; }

    public bool? TimedOut { get; init; }

    public string? Error { get; init; }

    public bool? OutputComplete { get; init; }

    /// <summary>Bytes of both streams that their logs lack, known at the end; null when none.</summary>
    public long? DroppedBytes { get; init; }

    /// <summary>Those of them that the system refused to write; null when none.</summary>
    public long? UnwrittenBytes { get; init; }

    /// <summary>Why a newer state could not be written yet: this is the last one on disk. Null when it is the newest.</summary>
    public string? Unrecorded { get; init; }

    /// <summary>True when the job's keeper died before it had recorded the end.</summary>
    public bool? KeeperLost { get; init; }

    /// <inheritdoc cref="Jobs.JobState.OomSuspected"/>
    public bool? OomSuspected { get; init; }

    /// <inheritdoc cref="Jobs.JobState.CoreDumped"/>
    public bool? CoreDumped { get; init; }

    /// <inheritdoc cref="Jobs.JobState.Warning"/>
    public string? Warning { get; init; }
}

/// <summary>The answer to <c>wait</c> (contract A14): the end, or <c>running</c> when the time was over first.</summary>
public sealed record WaitResponse : Response
{
    protected override string Kind => "wait";

    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

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

    /// <summary>True when the job's keeper died before it had recorded the end.</summary>
    public bool? KeeperLost { get; init; }

    /// <inheritdoc cref="Jobs.JobState.OomSuspected"/>
    public bool? OomSuspected { get; init; }

    /// <inheritdoc cref="Jobs.JobState.CoreDumped"/>
    public bool? CoreDumped { get; init; }
}

/// <summary>The answer to <c>kill</c> (contract A15, B5): the signal asked for and what the job was when the answer was given.</summary>
public sealed record KillResponse : Response
{
    protected override string Kind => "kill";

    public required string JobId { get; init; }

    /// <summary>Name without <c>SIG</c>.</summary>
    public required string Signal { get; init; }

    public required JobStatus State { get; init; }

    public int? ExitCode { get; init; }

    public EndReason? Reason { get; init; }

    /// <inheritdoc cref="StatusResponse.Unrecorded"/>
    public string? Unrecorded { get; init; }

    /// <summary>True when the job's keeper died before it had recorded the end.</summary>
    public bool? KeeperLost { get; init; }

    /// <summary>True when SIGKILL was sent and the process still sleeps where no signal wakes it (state D) after the wait.</summary>
    public bool? Unkillable { get; init; }
}
