using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Requests;

/// <summary>Which jobs are there (contract A16)? Answers come in pages below 64 KiB.</summary>
public sealed record ListRequest : Request
{
    /// <summary>Only jobs of this working directory, links resolved; null for all.</summary>
    public string? Cwd { get; init; }

    public JobStatus? State { get; init; }

    /// <summary>Tag patterns, all of which must match.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Where the page before ended, null for the first page.</summary>
    public ListCursor? After { get; init; }
}

/// <summary>A place in the order of <c>list</c>: start time, then id, both descending.</summary>
public sealed record ListCursor(string StartedAt, string JobId);
