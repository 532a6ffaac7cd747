using AgentExec.Actors.Storage;

namespace AgentExec.Actors.Registry;

/// <summary>What every job directory says, read again only where a file has changed. Not safe for several threads.</summary>
public sealed class JobCatalog(IJobStore store)
{
    /// <summary>From so many changed directories on, all cores read them.</summary>
    private const int WorthAllCores = 64;

    private Dictionary<string, CatalogEntry> _entries = [];
    private CatalogView? _view;

    /// <summary>All directories, as they are on disk now.</summary>
    public CatalogView Read()
    {
        var places = store.Scan();
        var entries = new CatalogEntry?[places.Count];
        var changed = new List<int>();
        for (var i = 0; i < entries.Length; i++)
        {
            var place = places[i];
            if (_entries.TryGetValue(place.Name, out var known) && known.Place == place) entries[i] = known;
            else changed.Add(i);
        }

        if (changed.Count == 0 && places.Count == _entries.Count && _view is not null) return _view;
        if (changed.Count < WorthAllCores) changed.ForEach(Look);
        else Parallel.ForEach(changed, Look);
        _entries = entries.ToDictionary(entry => entry!.Name, entry => entry!);
        return _view = CatalogView.Of(_entries.Values);

        void Look(int i) => entries[i] = CatalogEntry.Of(places[i], store.ReadMeta(places[i].Name), store.ReadState(places[i].Name));
    }
}
