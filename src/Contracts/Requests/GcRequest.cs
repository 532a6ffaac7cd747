namespace AgentExec.Contracts.Requests;

/// <summary>
/// Remove finished jobs that ended before a time (contract A17). Directories are gone through in the order of their names, some of them a request, so that
/// no answer keeps its asker waiting for long; whoever repeats a request is told what is still there.
/// </summary>
public sealed record GcRequest : Request
{
    /// <summary>Strictly older is eligible: the first 19 characters of a time, <c>YYYY-MM-DDTHH:MM:SS</c>, compared as text.</summary>
    public required string Cutoff { get; init; }

    /// <summary>The age as the caller wrote it, for the reasons.</summary>
    public required string OlderThan { get; init; }

    /// <summary>Only say what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the answer before ended, null for the first.</summary>
    public GcCursor? After { get; init; }
}

/// <summary>A place in the order of names.</summary>
/// <param name="Name">The last directory that was looked at.</param>
/// <param name="Snapshot">The reading of the root this is a place in; where the host has forgotten it the root is read again.</param>
public sealed record GcCursor(string Name, string? Snapshot = null);
