using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Jobs;

/// <summary>What the registry and a job say to each other, beside the requests of clients.</summary>
public static class JobProtocol
{
    /// <summary>To the job: rebuild yourself from your directory and find your keeper.</summary>
    public sealed record Recover;

    /// <summary>To the registry: what a recovering job found; the first request waits for it.</summary>
    public sealed record Recovered(string JobId);

    /// <summary>To the registry: the job ended (on disk).</summary>
    public sealed record Ended(string JobId);

    /// <summary>To the registry: nothing more will change; the directory answers from now on.</summary>
    public sealed record Retire(string JobId);

    /// <summary>To the job, in answer: go. Nothing is forwarded to it from then on.</summary>
    public sealed record Leave;

    /// <summary>To the registry, in answer: somebody asked meanwhile, I offer it again when they are answered.</summary>
    public sealed record Stays(string JobId);
}
