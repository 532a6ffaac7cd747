using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>The sessions a caller may know of: running ones first, then finished ones, each newest first.</summary>
public sealed record SessionList : ToolResult
{
    [JsonPropertyName("sessions")] public required IReadOnlyList<SessionRow> Sessions { get; init; }
}

/// <summary>One session in a list.</summary>
public sealed record SessionRow
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    /// <summary><see cref="ToolStatus"/>.</summary>
    [JsonPropertyName("status")] public required string Status { get; init; }

    [JsonPropertyName("pid")] public int? Pid { get; init; }

    [JsonPropertyName("startedAt")] public required string StartedAt { get; init; }

    [JsonPropertyName("runtimeMs")] public required long RuntimeMs { get; init; }

    [JsonPropertyName("cwd")] public required string Cwd { get; init; }

    [JsonPropertyName("command")] public required string Command { get; init; }

    /// <summary>Verb and target of the command, <c>npm run</c>.</summary>
    [JsonPropertyName("name")] public required string Name { get; init; }

    [JsonPropertyName("tail")] public required string Tail { get; init; }

    /// <summary>Whether there was more output than one answer of <c>log</c> or <c>exec</c> would hold.</summary>
    [JsonPropertyName("truncated")] public required bool Truncated { get; init; }

    [JsonPropertyName("stdinWritable")] public required bool StdinWritable { get; init; }

    [JsonPropertyName("waitingForInput")] public required bool WaitingForInput { get; init; }

    /// <summary>Time since its last output, or since its start when there was none; 0 when it has ended.</summary>
    [JsonPropertyName("idleMs")] public required long IdleMs { get; init; }

    [JsonPropertyName("endedAt")] public string? EndedAt { get; init; }

    [JsonPropertyName("exitCode")] public int? ExitCode { get; init; }

    /// <summary><c>SIGTERM</c>.</summary>
    [JsonPropertyName("exitSignal")] public string? ExitSignal { get; init; }

    [JsonPropertyName("exitReason")] public EndReason? ExitReason { get; init; }

    [JsonPropertyName("timedOut")] public bool? TimedOut { get; init; }
}

/// <summary>The answer to <c>poll</c>: what is new for this reader.</summary>
public sealed record SessionOutput : ToolResult
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    [JsonPropertyName("name")] public required string Name { get; init; }

    /// <summary>New output of both streams in the order of arrival, at most <c>max_output_chars</c>.</summary>
    [JsonPropertyName("output")] public required string Output { get; init; }

    /// <summary>Where this answer ends: a reader that gives it to its next poll reads on from here, whatever others read.</summary>
    [JsonPropertyName("cursor")] public required string Cursor { get; init; }

    /// <summary>True when there is more output already, for the next poll; absent otherwise.</summary>
    [JsonPropertyName("more")] public bool? More { get; init; }

    /// <summary>Bytes that were between the reader's place and this output and that the logs lack (contract B11); absent when none.</summary>
    [JsonPropertyName("droppedBytes")] public long? DroppedBytes { get; init; }

    /// <summary>When to ask again after an answer without output while it runs, in milliseconds: 5 000, 10 000, 30 000, then 60 000.</summary>
    [JsonPropertyName("retryInMs")] public int? RetryInMs { get; init; }

    [JsonPropertyName("waitingForInput")] public bool? WaitingForInput { get; init; }

    [JsonPropertyName("idleMs")] public long? IdleMs { get; init; }

    [JsonPropertyName("endedAt")] public string? EndedAt { get; init; }

    [JsonPropertyName("exitCode")] public int? ExitCode { get; init; }

    [JsonPropertyName("exitSignal")] public string? ExitSignal { get; init; }

    [JsonPropertyName("exitReason")] public EndReason? ExitReason { get; init; }

    [JsonPropertyName("timedOut")] public bool? TimedOut { get; init; }

    /// <summary>Why it is failed, in words.</summary>
    [JsonPropertyName("error")] public string? Error { get; init; }
}

/// <summary>The answer to <c>log</c>: lines by their absolute numbers, from 0. Nothing is consumed.</summary>
public sealed record SessionLog : ToolResult
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    [JsonPropertyName("name")] public required string Name { get; init; }

    [JsonPropertyName("output")] public required string Output { get; init; }

    /// <summary>Number of the first line of <see cref="Output"/>.</summary>
    [JsonPropertyName("offset")] public required long Offset { get; init; }

    /// <summary>How many lines <see cref="Output"/> has.</summary>
    [JsonPropertyName("lines")] public required long Lines { get; init; }

    /// <summary>The same as <see cref="TotalLines"/>.</summary>
    [JsonPropertyName("total")] public required long Total { get; init; }

    [JsonPropertyName("totalLines")] public required long TotalLines { get; init; }

    [JsonPropertyName("totalChars")] public required long TotalChars { get; init; }

    /// <summary>Whether the window was cut to <c>max_output_chars</c>, or the logs lack a part of it.</summary>
    [JsonPropertyName("truncated")] public required bool Truncated { get; init; }

    /// <summary>How to read what is not shown; absent when all is.</summary>
    [JsonPropertyName("hint")] public string? Hint { get; init; }
}

/// <summary>The answer to <c>write</c>, <c>send-keys</c>, <c>submit</c>, <c>paste</c> and <c>resize</c>.</summary>
public sealed record SessionInput : ToolResult
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    [JsonPropertyName("name")] public required string Name { get; init; }

    /// <summary>How many bytes (UTF-8) the system took.</summary>
    [JsonPropertyName("bytes")] public required int Bytes { get; init; }

    /// <summary>True when the end of the input was said: a pipe is closed then, a terminal had ^D and goes on. Absent otherwise.</summary>
    [JsonPropertyName("eof")] public bool? Eof { get; init; }

    /// <summary>Why not all was taken; absent when it was.</summary>
    [JsonPropertyName("error")] public string? Error { get; init; }
}

/// <summary>The answer to <c>kill</c>, <c>clear</c> and <c>remove</c>.</summary>
public sealed record SessionDone : ToolResult
{
    [JsonPropertyName("sessionId")] public required string SessionId { get; init; }

    [JsonPropertyName("name")] public required string Name { get; init; }

    [JsonPropertyName("exitCode")] public int? ExitCode { get; init; }

    [JsonPropertyName("exitSignal")] public string? ExitSignal { get; init; }

    [JsonPropertyName("exitReason")] public EndReason? ExitReason { get; init; }
}

/// <summary>Nothing was done; the text says why and what to do.</summary>
public sealed record ToolFailure : ToolResult
{
    [JsonPropertyName("error")] public required string Error { get; init; }

    public static ToolFailure Of(string error) => new() { Status = ToolStatus.Failed, Error = error };
}
