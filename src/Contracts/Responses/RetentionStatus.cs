using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Responses;

/// <summary>Which jobs the host removes by itself, and what its last sweep did (contract B27).</summary>
public sealed record RetentionStatus
{
    /// <summary>Whether it removes anything; absent, like the limits, when the configuration cannot be read.</summary>
    public bool? Auto { get; init; }

    /// <summary>Days; 0 is no limit.</summary>
    public long? KeepDays { get; init; }

    /// <summary>0 is no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>When the next daily sweep is due; absent until the host has looked for the first time, and when it removes nothing.</summary>
    public string? NextRunAt { get; init; }

    /// <summary>When the last sweep ended; absent, like reason and counts, before the first.</summary>
    public string? LastRunAt { get; init; }

    public RetentionReason? Reason { get; init; }

    /// <summary>Jobs that the last sweep removed.</summary>
    public int? Deleted { get; init; }

    /// <summary>Bytes that they took.</summary>
    public long? FreedBytes { get; init; }

    /// <summary>Why nothing is removed now, or what failed in the last sweep.</summary>
    public string? Error { get; init; }

    /// <param name="settings">Null when they cannot be read.</param>
    /// <param name="last">Null when there is no record.</param>
    /// <param name="error">Why they cannot be read.</param>
    public static RetentionStatus Of(RetentionSettings? settings, RetentionRecord? last, string? error) => new()
    {
        Auto = settings?.Auto,
        KeepDays = settings?.KeepDays,
        MaxBytes = settings?.MaxBytes,
        NextRunAt = settings is { Auto: true } ? last?.NextRunAt : null,
        LastRunAt = last?.LastRunAt,
        Reason = last?.Reason,
        Deleted = last?.Deleted,
        FreedBytes = last?.FreedBytes,
        Error = error ?? last?.Error,
    };
}
