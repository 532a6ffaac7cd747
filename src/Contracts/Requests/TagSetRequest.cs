namespace AgentExec.Contracts.Requests;

/// <summary>Replace a job's tags (contract A18); none clears them.</summary>
public sealed record TagSetRequest : JobRequest
{
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];
}
