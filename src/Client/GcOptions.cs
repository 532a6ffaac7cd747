using AgentExec.Contracts.Jobs;

namespace AgentExec.Client;

/// <summary>What <c>gc</c> removes (contract A17): an ended job goes when anything that is given says so.</summary>
public sealed record GcOptions
{
    /// <summary>How long ago a job must have ended; null is <see cref="Contracts.Jobs.Age.Default"/>, or no age when there is another limit.</summary>
    public Age? OlderThan { get; init; }

    /// <summary>Keep at most so many ended jobs, the newest; null is no limit. Running ones do not count.</summary>
    public ulong? Keep { get; init; }

    /// <summary>Keep the newest ended jobs whose directories together take at most so many bytes; null is no limit. Running ones do not count.</summary>
    public ulong? MaxBytes { get; init; }

    /// <summary>Only say what would be removed.</summary>
    public bool DryRun { get; init; }

    /// <summary>The age that holds; null when none does.</summary>
    internal Age? Age => OlderThan ?? (Keep is null && MaxBytes is null ? Age.Default : null);
}
