using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Requests;

/// <summary>
/// Run a command as a session: answered by <see cref="ToolReply"/> when it has ended or went to the background. Asking again finds it, since the asker has chosen
/// the job's id.
/// </summary>
public sealed record ExecRequest : JobRequest
{
    /// <summary>The job, with <see cref="RunRequest.Session"/> and of the same id.</summary>
    public required RunRequest Run { get; init; }

    /// <summary>The asker's process. While the session is in the foreground it ends with it.</summary>
    public required int CallerPid { get; init; }

    /// <summary>Its start time, in clock ticks since boot.</summary>
    public required long CallerStartTicks { get; init; }

    public override string ToString() => $"ExecRequest({JobId})";
}

/// <summary>Its asker has given up: what is still in the foreground is killed, what went to the background goes on.</summary>
public sealed record ExecAbandonRequest : JobRequest;

/// <summary>One action on sessions; answered by <see cref="ToolReply"/>, also when it fails.</summary>
public sealed record ProcessRequest : Request
{
    /// <summary>Who asks: sees only sessions of this scope; null sees all.</summary>
    public string? Scope { get; init; }

    public required ProcessCall Call { get; init; }

    /// <summary>How many characters of output the answer may hold; what is out of bounds is clamped. Null for the session's own.</summary>
    public int? MaxOutputChars { get; init; }

    public override string ToString() => $"ProcessRequest({Call})";
}

/// <summary>
/// The asker of a poll has given up: it is answered no more, and of an answer that had left already the output goes to the next poll. Answered by
/// <see cref="PollAbandonReply"/>, however often it is said.
/// </summary>
public sealed record PollAbandonRequest : Request
{
    /// <summary>As in the poll.</summary>
    public string? Scope { get; init; }

    /// <summary>As in the poll: name of the session, or id of its job.</summary>
    public required string SessionId { get; init; }

    /// <summary><see cref="Request.RequestId"/> of the poll.</summary>
    public required string PollId { get; init; }
}

/// <summary>What is in the inbox of a scope; answered by <see cref="EventsReply"/>.</summary>
public sealed record EventsRequest : Request
{
    /// <summary>Whose; null is everybody's.</summary>
    public string? Scope { get; init; }

    /// <summary>How long to wait for one when there is none, 0 to <see cref="WaitRequest.LongestWaitMs"/>.</summary>
    public int WaitMs { get; init; }

    /// <summary>Only what came behind this place; null for all that is not acknowledged.</summary>
    public string? After { get; init; }

    /// <summary>First acknowledge everything of the scope up to this place; null for nothing.</summary>
    public string? Acknowledge { get; init; }
}
