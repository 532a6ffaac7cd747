namespace AgentExec.Client;

/// <summary>Which root, and where the programs are.</summary>
public sealed record ClientOptions
{
    /// <summary>The jobs root as resolved (contract A5).</summary>
    public required string Root { get; init; }

    /// <summary>Directory of <c>agent-exec-host</c> and <c>agent-exec-keeper</c>; by default that of the running program. Without them a host cannot be started: <c>host_unavailable</c>, not retryable.</summary>
    public string ProgramDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>How long a host may take to start, and to answer beyond what a request itself waits.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
