using AgentExec.Actors.Jobs;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Actors.Registry;

/// <summary>One directory of the root, in what <c>list</c> and <c>gc</c> need of it: ten thousand of them stay in memory.</summary>
/// <param name="Place">Where and which version.</param>
/// <param name="Status">Null when <c>state.json</c> is missing or not readable.</param>
/// <param name="EndedAt"><c>finished_at</c>, or <c>updated_at</c> when there is none.</param>
/// <param name="Row">Null when <c>meta.json</c> is missing or not readable: it is counted and not shown.</param>
public sealed record CatalogEntry(JobPlace Place, JobStatus? Status, string? EndedAt, ListRow? Row)
{
    public string Name => Place.Name;

    public static CatalogEntry Of(JobPlace place, JobMeta? meta, JobState? state) => new(
        place, state?.Job.Status, state?.FinishedAt ?? state?.UpdatedAt, meta is null ? null : ListRow.Of(meta, state));
}

/// <summary>A row of <c>list</c> as it goes out, with what it is chosen and ordered by.</summary>
public sealed record ListRow(string StartedAt, string JobId, JobStatus State, string? Cwd, IReadOnlyList<string> Tags, ReadOnlyMemory<byte> Json)
{
    public static ListRow Of(JobMeta meta, JobState? state)
    {
        JobSummary summary = JobViews.Summarize(meta, state);
        return new ListRow(summary.StartedAt, summary.JobId, summary.State, meta.Cwd, meta.Tags, ContractJson.ToLine(summary));
    }

    /// <summary>Start time descending, then id descending: ids carry milliseconds (A16.6).</summary>
    public static int CompareNewestFirst((string StartedAt, string JobId) a, (string StartedAt, string JobId) b)
    {
        var time = string.CompareOrdinal(b.StartedAt, a.StartedAt);
        return time != 0 ? time : string.CompareOrdinal(b.JobId, a.JobId);
    }
}
