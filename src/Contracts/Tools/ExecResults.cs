using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>What both ends in the foreground have: the output of both streams in the order of arrival.</summary>
public abstract record ExecEnded : ToolResult
{
    [JsonPropertyName("durationMs"), JsonPropertyOrder(3)] public required long DurationMs { get; init; }

    /// <summary>The newest characters, at most <c>max_output_chars</c>.</summary>
    [JsonPropertyName("aggregated"), JsonPropertyOrder(4)] public required string Aggregated { get; init; }

    /// <summary>Whether there was more output than <see cref="Aggregated"/> holds.</summary>
    [JsonPropertyName("truncated"), JsonPropertyOrder(5)] public required bool Truncated { get; init; }

    /// <summary>All characters and bytes the command wrote.</summary>
    [JsonPropertyName("totalChars"), JsonPropertyOrder(6)] public required long TotalChars { get; init; }

    [JsonPropertyName("totalBytes"), JsonPropertyOrder(7)] public required long TotalBytes { get; init; }

    [JsonPropertyName("cwd"), JsonPropertyOrder(20)] public required string Cwd { get; init; }
}

/// <summary>It ended in the foreground by itself.</summary>
public sealed record ExecCompleted : ExecEnded
{
    [JsonPropertyName("exitCode"), JsonPropertyOrder(1)] public required int ExitCode { get; init; }
}

/// <summary>It could not be run, died of a signal, took too long, or its shell did not find or run the program (126, 127).</summary>
public sealed record ExecFailed : ExecEnded
{
    /// <summary>Null when there is none: never 0 for one that is missing.</summary>
    [JsonPropertyName("exitCode"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int? ExitCode { get; init; }

    /// <summary><c>SIGTERM</c>.</summary>
    [JsonPropertyName("signal"), JsonPropertyOrder(2)] public string? Signal { get; init; }

    [JsonPropertyName("timedOut"), JsonPropertyOrder(8)] public required bool TimedOut { get; init; }

    [JsonPropertyName("exitReason"), JsonPropertyOrder(9)] public required EndReason ExitReason { get; init; }

    /// <summary>Why it could not be run, in words.</summary>
    [JsonPropertyName("error"), JsonPropertyOrder(10)] public string? Error { get; init; }
}

/// <summary>It runs in the background, as a session.</summary>
public sealed record ExecRunning : ToolResult
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    /// <summary>Null while it has not started.</summary>
    [JsonPropertyName("pid")] public int? Pid { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    [JsonPropertyName("startedAt")] public required string StartedAt { get; init; }

    [JsonPropertyName("cwd")] public required string Cwd { get; init; }

    /// <summary>The newest of its output so far, at most <see cref="SessionRules.TailChars"/> characters. It is not consumed: the first poll begins at the beginning.</summary>
    [JsonPropertyName("tail")] public required string Tail { get; init; }

    /// <summary>What to do next, in words.</summary>
    [JsonPropertyName("followUp")] public required string FollowUp { get; init; }
}
