using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Notifications;

/// <summary>What became of telling one sink (contract A20.6, B15).</summary>
public sealed record DeliveryResult
{
    public required SinkType SinkType { get; init; }

    /// <summary>The command text, or the path as given.</summary>
    public required string Target { get; init; }

    public required bool Success { get; init; }

    public string? Error { get; init; }

    public required string AttemptedAt { get; init; }

    /// <summary>Additional to v0.1, like <see cref="StderrTail"/>: the exit code of a command that failed.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last 2 KiB that a command that failed wrote to stderr.</summary>
    public string? StderrTail { get; init; }
}

/// <summary>The two ways of being told.</summary>
[JsonConverter(typeof(SinkTypeConverter))]
public enum SinkType
{
    /// <summary>A command that is run with the event as its stdin.</summary>
    Command,

    /// <summary>A file that the event is appended to as one line.</summary>
    File,
}

/// <summary>The names of the contract.</summary>
public sealed class SinkTypeConverter() : NamedEnumConverter<SinkType>((SinkType.Command, "command"), (SinkType.File, "file"));
