using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Errors;

/// <summary>The <c>error</c> object: a stable code, a text that names the offending thing and what to do, and whether trying again can help.</summary>
public sealed record ErrorDetail(string Code, string Message, bool Retryable)
{
    /// <summary>What a program can go on with; absent when there is nothing.</summary>
    [JsonPropertyOrder(1)] public ErrorFacts? Details { get; init; }

    public static ErrorDetail JobNotFound(string id) => new(ErrorCode.JobNotFound, $"job not found: {id}", false);

    public static ErrorDetail Internal(string message) => new(ErrorCode.InternalError, message, false);

    /// <param name="message">With the cause's text.</param>
    /// <param name="cause">Decides whether to try again: room on a disk comes back.</param>
    public static ErrorDetail Internal(string message, Exception cause) => new(ErrorCode.InternalError, message, DiskRoom.IsMissing(cause));

    public static ErrorDetail InvalidTag(string tag) => new(ErrorCode.InvalidTag, $"invalid tag '{tag}': expected {Tag.Form}", false);

    /// <param name="key">The request id that came again.</param>
    /// <param name="job">The job it has started.</param>
    public static ErrorDetail RequestConflict(string key, string job) => new(
        ErrorCode.RequestConflict,
        $"request id '{key}' has started job {job} with another command or directory, and nothing was started now: repeat it as it was, or take another id",
        false) { Details = new ErrorFacts { JobId = job } };

    /// <param name="running">Jobs that have not ended.</param>
    /// <param name="ended">Jobs that have, and that the host is not done with.</param>
    /// <param name="openFiles">How many files the host may have open.</param>
    public static ErrorDetail TooManyJobs(int running, int ended, ulong openFiles) => new(
        ErrorCode.TooManyJobs,
        $"{running} jobs run{(ended > 0 ? $" and {ended} that have ended are not done with" : "")}, no more fit into the {openFiles} files that the host may have open, "
        + "and nothing was started: wait until jobs have ended, or raise the hard limit (ulimit -Hn) where agent-exec is called, end the host with "
        + "'agent-exec host stop', which leaves the jobs running, and run it again",
        true);

    /// <param name="message">The call, its errno, the cause and what to do.</param>
    public static ErrorDetail NotPermitted(string message) => new(ErrorCode.NotPermitted, message, false);

    /// <param name="field">The request's field, as JSON names it.</param>
    /// <param name="why">Goes on behind the field's name: <c>must be at least 0</c>.</param>
    public static ErrorDetail InvalidRequest(string field, string why) => new(ErrorCode.InvalidRequest, $"{field} {why}; nothing was changed", false);

    public static ErrorDetail HostUnavailable(string message) => new(ErrorCode.HostUnavailable, message, true);
}

/// <summary>The <c>details</c> of an error.</summary>
public sealed record ErrorFacts
{
    /// <summary>Ids that an ambiguous prefix could mean.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>The limit that was passed, in bytes.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>The job that is in the way.</summary>
    public string? JobId { get; init; }
}
