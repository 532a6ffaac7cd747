namespace AgentExec.Actors.Registry;

/// <summary>What answers in several pages are cut from, kept until the next page is asked for. Few at a time: who is pushed out is answered afresh.</summary>
internal sealed class Snapshots<T>(int capacity) where T : class
{
    private readonly List<(string Id, T Value)> _kept = [];

    public int Count => _kept.Count;

    /// <summary>Keeps it and gives it a name.</summary>
    public string Keep(T value)
    {
        if (_kept.Count == capacity) _kept.RemoveAt(0);
        var id = Guid.NewGuid().ToString("N");
        _kept.Add((id, value));
        return id;
    }

    /// <summary>Null when it was forgotten or never known.</summary>
    public T? Find(string? id) => id is null ? null : _kept.Find(kept => kept.Id == id).Value;

    public void Forget(string? id) => _kept.RemoveAll(kept => kept.Id == id);

    public void ForgetAll() => _kept.Clear();
}
