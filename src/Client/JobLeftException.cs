namespace AgentExec.Client;

/// <summary>
/// <c>RunAsync</c> was cancelled after its request had left: the job may run, and goes on. A call that was cancelled before throws a plain
/// <see cref="OperationCanceledException"/>, and nothing was started.
/// </summary>
public sealed class JobLeftException(string jobId, OperationCanceledException inner, CancellationToken cancellation)
    : OperationCanceledException($"cancelled; job {jobId} may run and goes on: ask for its status, wait for it or kill it by this id", inner, cancellation)
{
    /// <summary>
    /// The job's id. <c>job_not_found</c> says that it was not started. With <see cref="RunOptions.RequestId"/>, repeat the call instead: the job may be an earlier one.
    /// </summary>
    public string JobId { get; } = jobId;
}
