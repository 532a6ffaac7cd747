using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Responses;

/// <summary>What the host removes by itself, and what it last did (contract B27).</summary>
public sealed record RetentionStatus
{
    /// <summary>Whether it removes anything; absent, like the limits, when the configuration cannot be read.</summary>
    public bool? Auto { get; init; }

    /// <summary>Days; 0 is no limit.</summary>
    public long? KeepDays { get; init; }

    /// <summary>0 is no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>When the last sweep ended; absent, like what follows, when there was none.</summary>
    public string? LastRunAt { get; init; }

    public RetentionReason? Reason { get; init; }

    /// <summary>Jobs that the last sweep removed.</summary>
    public int? Deleted { get; init; }

    /// <summary>What they took, in bytes.</summary>
    public long? FreedBytes { get; init; }

    /// <summary>Why nothing is removed now, or what failed in the last sweep.</summary>
    public string? Error { get; init; }

    /// <param name="settings">Null when they cannot be read.</param>
    /// <param name="last">Null when there was no sweep.</param>
    /// <param name="error">Why they cannot be read.</param>
    public static RetentionStatus Of(RetentionSettings? settings, RetentionRecord? last, string? error) => new()
    {
        Auto = settings?.Auto,
        KeepDays = settings?.KeepDays,
        MaxBytes = settings?.MaxBytes,
        LastRunAt = last?.LastRunAt,
        Reason = last?.Reason,
        Deleted = last?.Deleted,
        FreedBytes = last?.FreedBytes,
        Error = error ?? last?.Error,
    };
}
