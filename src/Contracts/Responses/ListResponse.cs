using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>list</c> (contract A16), newest first.</summary>
public sealed record ListResponse : Response
{
    protected override string Kind => "list";

    public required string Root { get; init; }

    [JsonConverter(typeof(JobSummaryRows))] public required IReadOnlyList<JobSummary> Jobs { get; init; }

    /// <summary>Whether <c>--limit</c> cut anything.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Directories without a readable <c>meta.json</c>.</summary>
    public required int Skipped { get; init; }
}

/// <summary>One row of <c>list</c>.</summary>
public sealed record JobSummary
{
    public required string JobId { get; init; }

    public required JobStatus State { get; init; }

    public int? ExitCode { get; init; }

    public required string StartedAt { get; init; }

    public string? FinishedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public EndReason? Reason { get; init; }

    public string? Error { get; init; }
}
