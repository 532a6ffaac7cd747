using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Registry;

/// <summary>Where <c>gc --keep</c> and <c>--max-bytes</c> cut the jobs that have ended: the newest stay, the others go.</summary>
public static class GcLimits
{
    /// <summary>Nothing is cut off.</summary>
    public static readonly GcEdges None = new();

    /// <summary>
    /// Looks at the jobs that could go and do not go by their age, the newest first, and at the sizes of no more of them than decide. What runs, is busy or
    /// cannot be placed in time stays whatever is found, so it takes nobody's place.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="entries">All directories, in any order.</param>
    /// <param name="isBusy">Whether an actor still has a job.</param>
    /// <param name="sizeOf">In bytes; null when there is no time left to find out.</param>
    /// <returns>Null when a size was not to be had.</returns>
    public static GcEdges? Find(GcRequest request, IEnumerable<CatalogEntry> entries, Func<string, bool> isBusy, Func<CatalogEntry, long?> sizeOf)
    {
        var ended = entries.Where(Counts).Select(entry => (End: EndOf(entry), Entry: entry)).ToArray();
        Array.Sort(ended, static (a, b) => Compare(b.End, a.End));
        var edges = request.Keep is { } most && most < (ulong)ended.Length ? new GcEdges(Keep: ended[(int)most].End) : None;
        if (request.MaxBytes is not { } left) return edges;
        foreach (var (end, entry) in ended)
        {
            // What follows goes already.
            if (IsBeyond(edges.Keep, end)) break;
            if (sizeOf(entry) is not { } size) return null;
            if ((ulong)size > left) return edges with { Bytes = end };
            left -= (ulong)size;
        }

        return edges;

        bool Counts(CatalogEntry entry) =>
            !entry.Place.IsLink && GcPolicy.HasEnded(entry.Status, entry.EndedAt) && !GcPolicy.IsOlder(entry.EndedAt, request.Cutoff)
            && !GcPolicy.IsSpared(request, entry.EndedAt) && !isBusy(entry.Name);
    }

    public static GcEnd EndOf(CatalogEntry entry) => new(GcPolicy.Compared(entry.EndedAt ?? ""), entry.Name);

    /// <summary>Whether the job is the one at the edge or ended before it.</summary>
    public static bool IsBeyond(GcEnd? edge, GcEnd end) => edge is not null && Compare(end, edge) <= 0;

    private static int Compare(GcEnd a, GcEnd b)
    {
        var time = string.CompareOrdinal(a.EndedAt, b.EndedAt);
        return time != 0 ? time : string.CompareOrdinal(a.Name, b.Name);
    }
}
