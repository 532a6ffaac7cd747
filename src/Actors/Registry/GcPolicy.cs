using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Registry;

/// <summary>Which directories <c>gc</c> removes (contract A17).</summary>
public static class GcPolicy
{
    private const int ComparedCharacters = 19;
    private const string Failure = "delete_failed";

    /// <summary>Why a directory stays, null when it may go.</summary>
    /// <param name="status">Null when the state cannot be read.</param>
    /// <param name="endedAt"><c>finished_at</c>, or <c>updated_at</c> when there is none.</param>
    /// <param name="goes">What <see cref="ReasonToGo"/> says.</param>
    /// <param name="isLimited">More than an age was asked for.</param>
    /// <param name="isBusy">An actor still has it: late output, or somebody waits.</param>
    public static string? ReasonToStay(JobStatus? status, string? endedAt, string? goes, bool isLimited, bool isBusy) => status switch
    {
        null or JobStatus.Unknown => "state_unreadable",
        JobStatus.Running => "running",
        _ when !HasEnded(status, endedAt) => "no_timestamp",
        _ when goes is null && !isLimited => "too_recent",
        // Where there is a limit, who is busy was not measured by it.
        _ when isBusy => "busy",
        _ when goes is null => "within_limits",
        _ => null,
    };

    /// <summary>Why it goes, with what the caller wrote; null when nothing says that it does.</summary>
    public static string? ReasonToGo(GcRequest request, GcEdges edges, GcEnd end) =>
        IsSpared(request, end.EndedAt) ? null
        : IsOlder(end.EndedAt, request.Cutoff) ? $"older_than_{request.OlderThan}"
        : GcLimits.IsBeyond(edges.Keep, end) ? $"beyond_keep_{request.Keep}"
        : GcLimits.IsBeyond(edges.Bytes, end) ? $"beyond_max_bytes_{request.MaxBytes}"
        : null;

    /// <summary>Whether it is over, and when is known.</summary>
    public static bool HasEnded(JobStatus? status, string? endedAt) =>
        status is not (null or JobStatus.Unknown or JobStatus.Running) && !string.IsNullOrEmpty(endedAt);

    /// <summary>Whether it ended before, compared as text on the first 19 characters; never when <paramref name="cutoff"/> is empty.</summary>
    public static bool IsOlder(string? endedAt, string cutoff) => string.CompareOrdinal(endedAt, 0, cutoff, 0, ComparedCharacters) < 0;

    /// <summary>Whether it ended too recently for this request to touch it at all.</summary>
    public static bool IsSpared(GcRequest request, string? endedAt) => request.EndedBefore is { } edge && !IsOlder(endedAt, edge);

    /// <summary>So much of a time as is compared.</summary>
    public static string Compared(string endedAt) => endedAt.Length > ComparedCharacters ? endedAt[..ComparedCharacters] : endedAt;

    /// <summary>Why it is there although it should go.</summary>
    public static string Failed(string text) => $"{Failure}: {text}";

    /// <summary>Whether the reason of a row is one of <see cref="Failed"/>.</summary>
    public static bool HasFailed(string reason) => reason.StartsWith(Failure, StringComparison.Ordinal);
}
