using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Actors.Registry;

/// <summary>Filters and pages of <c>list</c> (contract A16).</summary>
public static class ListQuery
{
    /// <summary>A page's rows: ten thousand jobs in three pages, none of which keeps the connection from others for longer than some milliseconds.</summary>
    public const int PageBytes = 1024 * 1024;

    /// <summary>All rows that were asked for, in order.</summary>
    public static Listing Select(ListRequest request, CatalogView view) => new(
        request.Cwd is null && request.State is null && request.Tags.Count == 0 ? view.Newest : [.. view.Newest.Where(row => Matches(request, row))],
        view.Unreadable);

    /// <summary>The page behind the request's place, with the place where it ends when that is not the end.</summary>
    public static ListReply Page(ListRequest request, Listing listing)
    {
        var rows = listing.Rows;
        var begin = request.After is { } after ? FirstBehind(rows, after) : 0;
        var end = EndOfPage(rows, begin, request.Limit ?? int.MaxValue);
        var page = new Rows<JobSummary>([.. rows.Skip(begin).Take(end - begin).Select(row => row.Json)], ContractJson.Compact.JobSummary)
        {
            AsText = request.RowsAsText,
        };
        var next = end < rows.Count ? new ListCursor(rows[end - 1].StartedAt, rows[end - 1].JobId) : null;
        return new ListReply(page, listing.Skipped, next) { RequestId = request.RequestId };
    }

    private static bool Matches(ListRequest request, ListRow row) =>
        (request.Cwd is null || row.Cwd == request.Cwd)
        && (request.State is null || row.State == request.State)
        && request.Tags.All(pattern => row.Tags.Any(tag => Tag.Matches(pattern, tag)));

    private static int FirstBehind(IReadOnlyList<ListRow> rows, ListCursor place)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ListRow.CompareNewestFirst((rows[middle].StartedAt, rows[middle].JobId), (place.StartedAt, place.JobId)) > 0) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    // At least one row, so that a monstrous one cannot stop the listing.
    private static int EndOfPage(IReadOnlyList<ListRow> rows, int begin, int limit)
    {
        var bytes = 0L;
        for (var i = begin; i < rows.Count; i++)
        {
            bytes += rows[i].Json.Length + 1;
            if (i > begin && (bytes > PageBytes || i - begin >= limit)) return i;
        }

        return rows.Count;
    }
}

/// <summary>What one <c>list</c> shows, all pages of it.</summary>
public sealed record Listing(IReadOnlyList<ListRow> Rows, int Skipped);
