namespace AgentExec.Contracts.Tools;

/// <summary>A part of the output that the shared reader of a session was given, or that waits for its next poll.</summary>
/// <param name="From">Where it begins, in bytes of both streams in the order of arrival.</param>
/// <param name="To">Where it ends; where it begins when it only told the end.</param>
/// <param name="RequestId">The question that it answered; null when whoever asked has given up, and nobody has it.</param>
/// <param name="End">Whether this answer was the first to tell the session's end.</param>
public sealed record SharedPoll(long From, long To, string? RequestId = null, bool End = false);
