namespace AgentExec.Contracts.Tools;

/// <summary>One call of the <c>process</c> tool: an action and what it takes; what another action takes is null.</summary>
public sealed record ProcessCall
{
    public required ProcessAction Action { get; init; }

    /// <summary>Name of the session or id of its job; every action but <see cref="ProcessAction.List"/> needs it.</summary>
    public string? SessionId { get; init; }

    /// <summary>poll: how long to wait for output or the end, 0 to <see cref="SessionRules.LongestPollMs"/>; more is clamped and said.</summary>
    public long? TimeoutMs { get; init; }

    /// <summary>poll: from the last answer of this reader; null reads by the session's shared cursor.</summary>
    public string? Cursor { get; init; }

    /// <summary>log: number of the first line, from 0.</summary>
    public long? Offset { get; init; }

    /// <summary>log: how many lines.</summary>
    public long? Limit { get; init; }

    /// <summary>write.</summary>
    public string? Data { get; init; }

    /// <summary>write: no more input after it.</summary>
    public bool Eof { get; init; }

    /// <summary>send-keys: names of keys, behind <see cref="Hex"/>.</summary>
    public IReadOnlyList<string> Keys { get; init => field = value ?? []; } = [];

    /// <summary>send-keys: bytes as two hexadecimal digits each, behind <see cref="Literal"/>.</summary>
    public IReadOnlyList<string> Hex { get; init => field = value ?? []; } = [];

    /// <summary>send-keys: text as it is, first.</summary>
    public string? Literal { get; init; }

    /// <summary>paste.</summary>
    public string? Text { get; init; }

    /// <summary>paste: between the marks of a bracketed paste; null is true.</summary>
    public bool? Bracketed { get; init; }

    /// <summary>resize.</summary>
    public int? Columns { get; init; }

    /// <summary>resize.</summary>
    public int? Rows { get; init; }

    /// <summary>Hides what is typed: a password may be among it.</summary>
    public override string ToString() => $"ProcessCall({Action}, {SessionId})";
}
