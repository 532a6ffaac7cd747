using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>gc</c> (contract A17).</summary>
public sealed record GcResponse : Response
{
    protected override string Kind => "gc";

    public required string Root { get; init; }

    public required bool DryRun { get; init; }

    /// <summary>The age as given; empty when there is none, because only limits were given.</summary>
    public required string OlderThan { get; init; }

    /// <summary>Where <see cref="OlderThan"/> is from.</summary>
    public required AgeSource OlderThanSource { get; init; }

    /// <summary>Jobs removed; 0 in a dry run.</summary>
    public required int Deleted { get; init; }

    public required int Skipped { get; init; }

    /// <summary>What was removed, or would be, in bytes.</summary>
    public required long FreedBytes { get; init; }

    [JsonConverter(typeof(GcJobRows))] public required IReadOnlyList<GcJob> Jobs { get; init; }

    /// <summary>How many of the newest ended jobs may stay; absent when that was not given.</summary>
    public ulong? Keep { get; init; }

    /// <summary>How many bytes the newest ended jobs may take together; absent when that was not given.</summary>
    public ulong? MaxBytes { get; init; }
}

/// <summary>What became of one directory.</summary>
public sealed record GcJob
{
    /// <summary>The directory's name.</summary>
    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    public required GcAction Action { get; init; }

    public required string Reason { get; init; }

    /// <summary>Sum of its files' sizes; 0 for what is to stay.</summary>
    public required long Bytes { get; init; }
}

/// <summary>What <c>gc</c> did with a directory.</summary>
[JsonConverter(typeof(GcActionConverter))]
public enum GcAction
{
    Skipped,
    WouldDelete,
    Deleted,
}

/// <summary>The names of the contract.</summary>
public sealed class GcActionConverter() : NamedEnumConverter<GcAction>(
    (GcAction.Skipped, "skipped"), (GcAction.WouldDelete, "would_delete"), (GcAction.Deleted, "deleted"));

/// <summary>Who chose the age.</summary>
[JsonConverter(typeof(AgeSourceConverter))]
public enum AgeSource
{
    Default,
    Flag,
}

/// <summary>The names of the contract.</summary>
public sealed class AgeSourceConverter() : NamedEnumConverter<AgeSource>((AgeSource.Default, "default"), (AgeSource.Flag, "flag"));
