using AgentExec.Contracts.Jobs;

namespace AgentExec.Client;

/// <summary>What <c>gc</c> removes (contract A17).</summary>
public sealed record GcOptions
{
    /// <summary>How long ago a job must have ended; null is <see cref="Contracts.Jobs.Age.Default"/>.</summary>
    public Age? OlderThan { get; init; }

    /// <summary>Only say what would be removed.</summary>
    public bool DryRun { get; init; }

    /// <summary>The age that holds.</summary>
    internal Age Age => OlderThan ?? Age.Default;
}
