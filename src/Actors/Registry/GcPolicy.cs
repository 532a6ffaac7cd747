using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Registry;

/// <summary>Which directories <c>gc</c> removes (contract A17).</summary>
public static class GcPolicy
{
    private const int ComparedCharacters = 19;

    /// <summary>Why a directory stays, null when it may go.</summary>
    /// <param name="status">Null when the state cannot be read.</param>
    /// <param name="endedAt"><c>finished_at</c>, or <c>updated_at</c> when there is none.</param>
    /// <param name="cutoff">What is older, compared as text on its first 19 characters, may go.</param>
    /// <param name="isBusy">An actor still has it: late output, or somebody waits.</param>
    public static string? ReasonToStay(JobStatus? status, string? endedAt, string cutoff, bool isBusy) => status switch
    {
        null or JobStatus.Unknown => "state_unreadable",
        JobStatus.Running => "running",
        _ when string.IsNullOrEmpty(endedAt) => "no_timestamp",
        _ when string.CompareOrdinal(endedAt, 0, cutoff, 0, ComparedCharacters) >= 0 => "too_recent",
        _ when isBusy => "busy",
        _ => null,
    };

    /// <summary>Why it goes, with the age as the caller wrote it.</summary>
    public static string ReasonToGo(string olderThan) => $"older_than_{olderThan}";

    /// <summary>Why it is there although it should go.</summary>
    public static string Failed(string text) => $"delete_failed: {text}";
}
