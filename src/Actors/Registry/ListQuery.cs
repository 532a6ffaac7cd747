using System.Text;
using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Actors.Registry;

/// <summary>Filters, order and pages of <c>list</c> (contract A16).</summary>
public static class ListQuery
{
    /// <summary>A page's rows, estimated: the wire's limit is 64 KiB a message.</summary>
    public const int PageBytes = 56 * 1024;

    public static ListReply Answer(ListRequest request, IReadOnlyCollection<JobCatalog.Entry> entries)
    {
        var rows = entries
            .Where(entry => entry.Meta is { } meta && Matches(request, meta))
            .Select(entry => JobViews.Summarize(entry.Meta!, entry.State))
            .Where(row => request.State is null || row.State == request.State)
            .Where(row => request.After is not { } after || Compare(row, after) > 0)
            .Order(Newest)
            .ToList();
        var page = TakePage(rows);
        return new ListReply(page, entries.Count(entry => entry.Meta is null), page.Count < rows.Count ? CursorOf(page[^1]) : null)
        {
            RequestId = request.RequestId,
        };
    }

    private static readonly Comparer<JobSummary> Newest = Comparer<JobSummary>.Create((a, b) => Compare(a, CursorOf(b)));

    private static bool Matches(ListRequest request, JobMeta meta) =>
        (request.Cwd is null || meta.Cwd == request.Cwd) && request.Tags.All(pattern => meta.Tags.Any(tag => Tag.Matches(pattern, tag)));

    // Start time descending, then id descending: ids carry milliseconds (A16.6).
    private static int Compare(JobSummary row, ListCursor place)
    {
        var time = string.CompareOrdinal(place.StartedAt, row.StartedAt);
        return time != 0 ? time : string.CompareOrdinal(place.JobId, row.JobId);
    }

    private static ListCursor CursorOf(JobSummary row) => new(row.StartedAt, row.JobId);

    // At least one row, so that a monstrous one cannot stop the listing.
    private static List<JobSummary> TakePage(List<JobSummary> rows)
    {
        var page = new List<JobSummary>();
        var bytes = 0;
        foreach (var row in rows)
        {
            bytes += SizeOf(row);
            if (page.Count > 0 && bytes > PageBytes) break;
            page.Add(row);
        }

        return page;
    }

    private static int SizeOf(JobSummary row) =>
        250 + row.Tags.Sum(tag => tag.Length + 3) + 6 * Encoding.UTF8.GetByteCount(row.Error ?? "") + 6 * Encoding.UTF8.GetByteCount(row.JobId);
}
