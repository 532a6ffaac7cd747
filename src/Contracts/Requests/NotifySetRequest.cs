using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Requests;

/// <summary>Lay these over what a job's notification says (contract A19); null leaves a field as it is.</summary>
public sealed record NotifySetRequest : JobRequest
{
    public string? Command { get; init; }

    /// <summary>Empty removes the output rule.</summary>
    public string? OutputPattern { get; init; }

    public OutputMatchType? OutputMatchType { get; init; }

    public OutputMatchStream? OutputStream { get; init; }

    public string? OutputCommand { get; init; }

    public string? OutputFile { get; init; }

    /// <summary>How long one sink may take.</summary>
    public long? NotifyTimeoutMs { get; init; }

    /// <summary>Hides the commands.</summary>
    public override string ToString() => $"NotifySetRequest({JobId})";
}
