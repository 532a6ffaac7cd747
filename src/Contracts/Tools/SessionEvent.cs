using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>A session of the background has ended: one entry of the inbox.</summary>
public sealed record SessionEvent
{
    /// <summary>Its place in the inbox: a number that only grows, as text. What <c>--after</c> and <c>--ack</c> take.</summary>
    public required string Cursor { get; init; }

    /// <summary>Of whom the session is; absent for one of nobody.</summary>
    public string? Scope { get; init; }

    public required string SessionId { get; init; }

    public required string JobId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>completed</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How it ended in a word or two: <c>exit 1</c>, <c>SIGTERM</c>, <c>timeout</c>.</summary>
    public required string Exit { get; init; }

    public int? ExitCode { get; init; }

    public string? Signal { get; init; }

    public required EndReason Reason { get; init; }

    public string? EndedAt { get; init; }

    /// <summary>The end of its output on one line of at most 180 characters; absent when there was none.</summary>
    public string? Output { get; init; }
}
