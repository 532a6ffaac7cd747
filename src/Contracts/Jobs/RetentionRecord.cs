using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Jobs;

/// <summary><c>.host/retention.json</c>: what the last sweep did (contract B27). A host that starts knows from it when the next one is due.</summary>
public sealed record RetentionRecord
{
    /// <summary>When the sweep ended.</summary>
    public required string LastRunAt { get; init; }

    public required RetentionReason Reason { get; init; }

    /// <summary>Jobs removed.</summary>
    public required int Deleted { get; init; }

    /// <summary>What they took, in bytes.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>Why the sweep, or the removal of a job, failed; null when nothing did.</summary>
    public string? Error { get; init; }
}

/// <summary>Why a sweep began.</summary>
[JsonConverter(typeof(RetentionReasonConverter))]
public enum RetentionReason
{
    /// <summary>The one before was a day ago.</summary>
    Daily,

    /// <summary>Less than 5 % of the file system was free.</summary>
    LowSpace,
}

/// <summary>The names of the contract.</summary>
public sealed class RetentionReasonConverter() : NamedEnumConverter<RetentionReason>((RetentionReason.Daily, "daily"), (RetentionReason.LowSpace, "low_space"));
