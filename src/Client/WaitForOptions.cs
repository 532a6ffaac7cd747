namespace AgentExec.Client;

/// <summary>What is waited for. A job is through when it has ended, or one of the conditions holds.</summary>
public sealed record WaitForOptions
{
    /// <summary>Ids, or unambiguous beginnings of them.</summary>
    public required IReadOnlyList<string> Jobs { get; init; }

    /// <summary>Answer when one of them is through, not all.</summary>
    public bool Any { get; init; }

    /// <summary>A regular expression for a line of either stream, from the beginning of the output on.</summary>
    public string? UntilOutput { get; init; }

    /// <summary>Nothing written for so long, from the last output on or, when there was none, from the job's start.</summary>
    public TimeSpan? UntilSilent { get; init; }

    /// <summary>Somebody listens on this TCP port of the machine.</summary>
    public int? UntilPort { get; init; }

    /// <summary>Answer after this time with what is so; null waits for ever.</summary>
    public TimeSpan? Timeout { get; init; }
}
