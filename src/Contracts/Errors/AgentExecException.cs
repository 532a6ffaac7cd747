namespace AgentExec.Contracts.Errors;

/// <summary>A request that failed in an expected way; becomes the error envelope (contract A3).</summary>
public sealed class AgentExecException(ErrorDetail error) : Exception(error.Message)
{
    public ErrorDetail Error { get; } = error;
}
