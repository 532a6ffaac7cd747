using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Requests;

/// <summary>
/// Answer when something has come about with some jobs: with all of them, or with any. A job is through when it has ended or one of the conditions holds. Answered by
/// <see cref="WaitForReply"/>.
/// </summary>
public sealed record WaitForRequest : Request
{
    /// <summary>So many fit into an answer with a line of each.</summary>
    public const int MostJobs = 500;

    public required IReadOnlyList<WaitTarget> Jobs { get; init; }

    /// <summary>One of them is enough.</summary>
    public bool Any { get; init; }

    /// <summary>A regular expression (<c>notify set --output-match-type regex</c>) that a whole line of either stream matches somewhere.</summary>
    public string? UntilOutput { get; init; }

    /// <summary>Nothing written for so many milliseconds, above 0.</summary>
    public long? UntilSilentMs { get; init; }

    /// <summary>A TCP port, 1 to 65535, that somebody listens on.</summary>
    public int? UntilPort { get; init; }

    /// <summary>Answer with what is so after this time (milliseconds, 0 to <see cref="WaitRequest.LongestWaitMs"/>).</summary>
    public required int WaitMs { get; init; }

    public override string ToString() => $"WaitForRequest({Jobs?.Count} jobs)";
}

/// <summary>One of the jobs.</summary>
/// <param name="JobId">Exact id.</param>
/// <param name="Searched">How far its output was searched before, so that no byte is searched twice; null for not at all.</param>
public sealed record WaitTarget(string JobId, MatchCursor? Searched = null);

/// <summary>How it stands with each of the jobs, in the order of the question; whether it is what was waited for, or the time was over.</summary>
public sealed record WaitForReply(IReadOnlyList<WaitOutcome> Jobs, bool Met) : Reply;

/// <summary>How it stands with one job.</summary>
/// <param name="State">As its directory has it.</param>
/// <param name="Met">What came about; null for nothing yet.</param>
/// <param name="Line">The line that matched.</param>
/// <param name="Searched">How far its output was searched.</param>
/// <param name="Unrecorded">As <see cref="JobReply"/> has it.</param>
public sealed record WaitOutcome(JobState State, MetBy? Met = null, MetLine? Line = null, MatchCursor? Searched = null, string? Unrecorded = null);

/// <summary>A line that matched.</summary>
/// <param name="Stream">Where it was written.</param>
/// <param name="Text">Its beginning, 4 KiB as JSON at the most.</param>
/// <param name="Truncated">Whether there is more of it.</param>
public sealed record MetLine(OutputMatchStream Stream, string Text, bool Truncated);
