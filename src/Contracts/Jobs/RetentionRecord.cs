using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Jobs;

/// <summary><c>.host/retention.json</c>: when the next daily sweep is due, and what the last sweep did (contract B27).</summary>
public sealed record RetentionRecord
{
    /// <summary>When the next daily sweep is due.</summary>
    public required string NextRunAt { get; init; }

    /// <summary>When the last sweep ended; null, like what follows, before the first.</summary>
    public string? LastRunAt { get; init; }

    public RetentionReason? Reason { get; init; }

    /// <summary>Jobs removed.</summary>
    public int? Deleted { get; init; }

    /// <summary>Bytes that they took.</summary>
    public long? FreedBytes { get; init; }

    /// <summary>Why the sweep, or the removal of a job, failed; null when nothing failed.</summary>
    public string? Error { get; init; }
}

/// <summary>Why a sweep began.</summary>
[JsonConverter(typeof(RetentionReasonConverter))]
public enum RetentionReason
{
    /// <summary>The last one was a day ago.</summary>
    Daily,

    /// <summary>Less than 5 % of the file system was free.</summary>
    LowSpace,
}

/// <summary>The names of the contract.</summary>
public sealed class RetentionReasonConverter() : NamedEnumConverter<RetentionReason>((RetentionReason.Daily, "daily"), (RetentionReason.LowSpace, "low_space"));
