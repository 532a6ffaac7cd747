namespace AgentExec.Contracts.Tools;

/// <summary>One line of the inbox's file: an event, or that those up to a place, of one scope or of all, or the one of a job need not be told any more.</summary>
public sealed record EventRecord
{
    /// <summary>New in the inbox; with all other fields null.</summary>
    public SessionEvent? Event { get; init; }

    /// <summary>Everything up to this place is told, of <see cref="Scope"/> or, when that is null, of everybody.</summary>
    public long? AcknowledgedTo { get; init; }

    public string? Scope { get; init; }

    /// <summary>The event of this job is told.</summary>
    public string? AcknowledgedJob { get; init; }

    /// <summary>The next event's number, first in a file that was rewritten: numbers are never given twice.</summary>
    public long? Next { get; init; }
}
