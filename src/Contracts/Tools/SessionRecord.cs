namespace AgentExec.Contracts.Tools;

/// <summary>
/// <c>session.json</c>: what makes a job a session, and how far it has been read. Made with the job; from then on its session's actor is the only writer.
/// </summary>
public sealed record SessionRecord
{
    /// <summary>Of whom it is; null for one of nobody, which only callers without a scope see.</summary>
    public string? Scope { get; init; }

    /// <summary>Verb and target of the command.</summary>
    public required string Name { get; init; }

    /// <summary>The command as it was given, before any wrapper.</summary>
    public required string Command { get; init; }

    /// <summary>Whether it was to go to the background at once.</summary>
    public bool Background { get; init; }

    /// <summary>How long it may stay in the foreground.</summary>
    public int YieldMs { get; init; } = SessionRules.DefaultYieldMs;

    /// <summary>Whether it may go to the background at all; without it the caller is answered at its end.</summary>
    public bool MayYield { get; init; } = true;

    /// <summary>How long after its end it is listed.</summary>
    public int CleanupMs { get; init; } = SessionRules.DefaultCleanupMs;

    public bool NotifyOnExit { get; init; } = true;

    public bool NotifyOnExitEmptySuccess { get; init; }

    public int MaxOutputChars { get; init; } = SessionRules.DefaultOutputChars;

    public int InputWaitIdleMs { get; init; } = SessionRules.DefaultInputWaitIdleMs;

    /// <summary>Whether it was started with an input that can be written to.</summary>
    public bool Input { get; init; }

    /// <summary>Whether it was started with a terminal.</summary>
    public bool Terminal { get; init; }

    /// <summary>Its readable name, from the moment it went to the background.</summary>
    public string? Slug { get; init; }

    /// <summary>When it went to the background; null while it is in the foreground, or ended there.</summary>
    public string? BackgroundedAt { get; init; }

    /// <summary>How far the shared reader has come, in bytes of both streams in the order of arrival.</summary>
    public long Cursor { get; init; }

    /// <summary>
    /// What the last polls of the shared reader were given, oldest first, and what was given back and waits for the next one; null for nothing. A question that is asked
    /// again, by one who did not get the answer, is answered alike.
    /// </summary>
    public IReadOnlyList<SharedPoll>? RecentPolls { get; init; }

    /// <summary>Whether the shared reader, or somebody who ended it, was told of its end.</summary>
    public bool EndDelivered { get; init; }

    /// <summary>Whether its end is in the inbox of its scope, or needs not be.</summary>
    public bool Notified { get; init; }

    /// <summary>Whether it was taken off the list.</summary>
    public bool Cleared { get; init; }

    /// <summary>Whether its input was closed by an order.</summary>
    public bool InputClosed { get; init; }

    /// <summary>Hides the command.</summary>
    public override string ToString() => $"SessionRecord({Slug ?? Name})";
}
