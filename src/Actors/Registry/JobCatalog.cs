using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Registry;

/// <summary>What every job directory says, read again only where a file has changed. Not safe for several threads.</summary>
public sealed class JobCatalog(IJobStore store)
{
    private Dictionary<string, Entry> _entries = [];

    /// <summary>All directories, as they are on disk now.</summary>
    public IReadOnlyCollection<Entry> Read()
    {
        var next = new Dictionary<string, Entry>(_entries.Count);
        foreach (var name in store.Names())
        {
            var stamp = store.StampOf(name);
            next[name] = _entries.TryGetValue(name, out var known) && known.Stamp == stamp
                ? known
                : new Entry(stamp, store.ReadMeta(name), store.ReadState(name));
        }

        _entries = next;
        return next.Values;
    }

    /// <summary>One directory; without a readable <see cref="Meta"/> it is counted and not shown.</summary>
    public sealed record Entry(JobStamp Stamp, JobMeta? Meta, JobState? State);
}
