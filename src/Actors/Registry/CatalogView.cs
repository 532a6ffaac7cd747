namespace AgentExec.Actors.Registry;

/// <summary>The root as it was at one moment, in both orders that answers come in; never changes.</summary>
/// <param name="ByName">Every directory, for <c>gc</c>.</param>
/// <param name="Newest">Every row, newest first, for <c>list</c>.</param>
public sealed record CatalogView(IReadOnlyList<CatalogEntry> ByName, IReadOnlyList<ListRow> Newest)
{
    /// <summary>How many directories have no readable description.</summary>
    public int Unreadable => ByName.Count - Newest.Count;

    public static CatalogView Of(IEnumerable<CatalogEntry> entries)
    {
        var byName = entries.ToArray();
        Array.Sort(byName, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var rows = byName.Select(entry => entry.Row).OfType<ListRow>().ToArray();
        // Names are ids, which carry the time: backwards is nearly sorted.
        Array.Reverse(rows);
        Array.Sort(rows, static (a, b) => ListRow.CompareNewestFirst((a.StartedAt, a.JobId), (b.StartedAt, b.JobId)));
        return new CatalogView(byName, rows);
    }
}
