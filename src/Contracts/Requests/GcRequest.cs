namespace AgentExec.Contracts.Requests;

/// <summary>
/// Remove finished jobs that ended before a time (contract A17) or are too many. Directories are gone through in the order of their names, some of them a request, so that
/// no answer keeps its asker waiting for long; whoever repeats a request is told what is still there.
/// </summary>
public sealed record GcRequest : Request
{
    /// <summary>
    /// Strictly older is eligible: the first 19 characters of a time, <c>YYYY-MM-DDTHH:MM:SS</c>, compared as text. Nothing is older than an empty one.
    /// </summary>
    public required string Cutoff { get; init; }

    /// <summary>The age as the caller wrote it, for the reasons; empty when there is none.</summary>
    public required string OlderThan { get; init; }

    /// <summary>Only so many of the jobs that ended last stay; null is no limit.</summary>
    public ulong? Keep { get; init; }

    /// <summary>Of the jobs that ended last stay those whose directories together take no more bytes; null is no limit.</summary>
    public ulong? MaxBytes { get; init; }

    /// <summary>Jobs that ended at this time or later stay, and no limit counts them: a time as <see cref="Cutoff"/>. Null spares none.</summary>
    public string? EndedBefore { get; init; }

    /// <summary>Jobs with an undelivered notification stay, also when no actor has them.</summary>
    public bool KeepUntold { get; init; }

    /// <summary>Only say what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the answer before ended, null for the first.</summary>
    public GcCursor? After { get; init; }
}

/// <summary>A place in the order of names.</summary>
/// <param name="Name">The last directory that was looked at.</param>
/// <param name="Snapshot">The reading of the root this is a place in; where the host has forgotten it the root is read again.</param>
/// <param name="Edges">What the first part has found out for all: a run is not decided anew in its middle. Null when it has not, or there is no limit.</param>
public sealed record GcCursor(string Name, string? Snapshot = null, GcEdges? Edges = null);

/// <summary>Where the limits of a request cut the jobs that have ended.</summary>
/// <param name="Keep">The newest job that is one too many: it and all that ended before it go. Null when none is.</param>
/// <param name="Bytes">The newest job whose bytes are too many, with the same meaning.</param>
public sealed record GcEdges(GcEnd? Keep = null, GcEnd? Bytes = null);

/// <summary>The place of a job among all that have ended.</summary>
/// <param name="EndedAt">The first 19 characters of the time.</param>
/// <param name="Name">The directory's name, which decides between equal times: ids carry the time of the start.</param>
public sealed record GcEnd(string EndedAt, string Name);
