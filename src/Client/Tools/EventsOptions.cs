namespace AgentExec.Client.Tools;

/// <summary>Which ends of sessions are asked for (exec-process §4).</summary>
public sealed record EventsOptions
{
    /// <summary>Whose; null is everybody's.</summary>
    public string? Scope { get; init; }

    /// <summary>How long to wait for one when there is none; zero does not wait, null waits for ever.</summary>
    public TimeSpan? Wait { get; init; } = TimeSpan.Zero;

    /// <summary>Only what came behind this place; null for all that is not acknowledged.</summary>
    public string? After { get; init; }

    /// <summary>First acknowledge everything of the scope up to this place; null for nothing.</summary>
    public string? Acknowledge { get; init; }
}
