using AgentExec.Contracts.Notifications;

namespace AgentExec.Client;

/// <summary>What <c>notify set</c> lays over what is configured (contract A19); null leaves a field as it is.</summary>
public sealed record NotifyOptions
{
    /// <summary>Shell code to run when the job has ended.</summary>
    public string? Command { get; init; }

    /// <summary>Empty removes the output rule.</summary>
    public string? OutputPattern { get; init; }

    public OutputMatchType? OutputMatchType { get; init; }

    public OutputMatchStream? OutputStream { get; init; }

    /// <summary>Shell code to run for each line that matches.</summary>
    public string? OutputCommand { get; init; }

    /// <summary>Relative to the directory that <c>run</c> was called in.</summary>
    public string? OutputFile { get; init; }

    /// <summary>How long one notification may take: 1 ms to 36 500 days.</summary>
    public TimeSpan? Timeout { get; init; }
}
