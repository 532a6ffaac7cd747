using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Requests;

/// <summary>Which jobs are there (contract A16)? Answers come in pages of at most a mebibyte of rows.</summary>
public sealed record ListRequest : Request
{
    /// <summary>Only jobs of this working directory, links resolved; null for all.</summary>
    public string? Cwd { get; init; }

    public JobStatus? State { get; init; }

    /// <summary>Tag patterns, all of which must match.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>How many rows the asker can use; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether the asker can read rows as one text (<see cref="Json.Rows{T}.AsText"/>); the first version could not.</summary>
    public bool RowsAsText { get; init; }

    /// <summary>Where the page before ended, null for the first page.</summary>
    public ListCursor? After { get; init; }
}

/// <summary>A place in the order of <c>list</c>: start time, then id, both descending.</summary>
/// <param name="StartedAt">Of the last row before it.</param>
/// <param name="JobId">Of the last row before it.</param>
/// <param name="Snapshot">The listing this is a place in; where the host has forgotten it the place is looked for in a fresh one.</param>
public sealed record ListCursor(string StartedAt, string JobId, string? Snapshot = null);
