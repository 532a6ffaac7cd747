using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Actors.Registry;

/// <summary>Carries out one request's part of <c>gc</c>. Not safe for several threads.</summary>
internal sealed class GcSweep(IJobStore store, TimeProvider time)
{
    /// <summary>One answer's part ends with whichever comes first: so many bytes of rows, removed directories, or this much time.</summary>
    private const int MostBytes = 1024 * 1024, MostRemoved = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private Dictionary<string, (JobStamp Stamp, long Bytes)> _sizes = [];

    /// <summary>Goes through directories from the request's place on.</summary>
    /// <param name="request">What may go.</param>
    /// <param name="isBusy">Whether an actor still has a job.</param>
    /// <param name="entries">In the order of names.</param>
    /// <exception cref="IOException">The trash cannot be looked at; what was said to be removed is out of the root.</exception>
    public GcReply Go(GcRequest request, Func<string, bool> isBusy, IReadOnlyList<CatalogEntry> entries)
    {
        var began = time.GetTimestamp();
        if (request.KeepUntold) isBusy = Or(isBusy, store.IsUntold);
        var rows = new List<(GcJob Job, byte[] Json)>();
        // Thousands of sizes on a slow disk: whoever asks comes again, and what is known by then stays known.
        if (EdgesFor(request, isBusy, entries, began) is not { } edges)
            return Sum(rows, request.After ?? new GcCursor("")) with { RequestId = request.RequestId };
        var (bytes, removed, place) = (0, 0, FirstBehind(entries, request.After?.Name));
        for (; place < entries.Count; place++)
        {
            if (rows.Count > 0 && (bytes >= MostBytes || removed >= MostRemoved || time.GetElapsedTime(began) > Longest)) break;
            var entry = entries[place];
            if (entry.Place.IsLink) continue;
            var job = Decide(request, edges, isBusy(entry.Name), entry);
            rows.Add((job, ContractJson.ToLine(job)));
            bytes += rows[^1].Json.Length + 1;
            if (job.Action == GcAction.Deleted) removed++;
        }

        if (removed > 0) Empty(rows);
        if (place == entries.Count) EndRun(request, entries);
        var next = place < entries.Count ? new GcCursor(entries[place - 1].Name, request.After?.Snapshot, IsLimited(request) ? edges : null) : null;
        return Sum(rows, next) with { RequestId = request.RequestId };
    }

    private GcEdges? EdgesFor(GcRequest request, Func<string, bool> isBusy, IReadOnlyList<CatalogEntry> entries, long began)
    {
        if (!IsLimited(request)) return GcLimits.None;
        var measured = 0;
        return request.After?.Edges ?? GcLimits.Find(request, entries, isBusy, SizeInTime);

        long? SizeInTime(CatalogEntry entry)
        {
            if (SizeIfKnown(entry) is { } known) return known;
            return measured++ > 0 && time.GetElapsedTime(began) > Longest ? null : KnownSizeOf(entry);
        }
    }

    private GcJob Decide(GcRequest request, GcEdges edges, bool isBusy, CatalogEntry entry)
    {
        var state = entry.Status ?? JobStatus.Unknown;
        var goes = GcPolicy.ReasonToGo(request, edges, GcLimits.EndOf(entry));
        var stays = GcPolicy.ReasonToStay(entry.Status, entry.EndedAt, goes, IsLimited(request), isBusy);
        if (stays is not null || goes is null) return Row(entry.Name, state, GcAction.Skipped, stays!, 0);
        if (request.DryRun) return Row(entry.Name, state, GcAction.WouldDelete, goes, KnownSizeOf(entry));
        // Somebody has changed it since it was read: the next run looks again.
        if (store.StampOf(entry.Name) != entry.Place.Stamp) return Row(entry.Name, state, GcAction.Skipped, "busy", 0);
        var size = store.SizeOf(entry.Name);
        return store.PutAway(entry.Name) is { } error
            ? Row(entry.Name, state, GcAction.Skipped, GcPolicy.Failed(error), size)
            : Row(entry.Name, state, GcAction.Deleted, goes, size);
    }

    private void Empty(List<(GcJob Job, byte[] Json)> rows)
    {
        var left = store.EmptyTrash();
        if (left.Count == 0) return;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Job.Action != GcAction.Deleted || !left.TryGetValue(rows[i].Job.JobId, out var error)) continue;
            var job = rows[i].Job with { Action = GcAction.Skipped, Reason = GcPolicy.Failed($"{error}; the rest is in .host/{HostFiles.Trash}") };
            rows[i] = (job, ContractJson.ToLine(job));
        }
    }

    // A finished job's files do not change without its state, which is how its size is known again.
    private long KnownSizeOf(CatalogEntry entry)
    {
        if (SizeIfKnown(entry) is { } known) return known;
        var size = store.SizeOf(entry.Name);
        _sizes[entry.Name] = (entry.Place.Stamp, size);
        return size;
    }

    private long? SizeIfKnown(CatalogEntry entry) =>
        _sizes.TryGetValue(entry.Name, out var known) && known.Stamp == entry.Place.Stamp ? known.Bytes : null;

    private void EndRun(GcRequest request, IReadOnlyList<CatalogEntry> entries)
    {
        Trim(entries);
        if (!request.DryRun) store.SweepRequests();
    }

    private void Trim(IReadOnlyList<CatalogEntry> entries)
    {
        if (_sizes.Count <= entries.Count) return;
        var there = entries.Select(entry => entry.Name).ToHashSet();
        _sizes = _sizes.Where(size => there.Contains(size.Key)).ToDictionary();
    }

    private static Func<string, bool> Or(Func<string, bool> one, Func<string, bool> other) => name => one(name) || other(name);

    private static bool IsLimited(GcRequest request) => request is not { Keep: null, MaxBytes: null };

    private static int FirstBehind(IReadOnlyList<CatalogEntry> entries, string? name)
    {
        var (low, high) = (0, name is null ? 0 : entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(entries[middle].Name, name) > 0) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static GcJob Row(string name, JobStatus state, GcAction action, string reason, long bytes) =>
        new() { JobId = name, State = state, Action = action, Reason = reason, Bytes = bytes };

    private static GcReply Sum(List<(GcJob Job, byte[] Json)> rows, GcCursor? next) => new(
        new Rows<GcJob>([.. rows.Select(row => (ReadOnlyMemory<byte>)row.Json)], ContractJson.Compact.GcJob) { AsText = true },
        rows.Count(row => row.Job.Action == GcAction.Deleted),
        rows.Count(row => row.Job.Action == GcAction.Skipped),
        rows.Where(row => row.Job.Action != GcAction.Skipped).Sum(row => row.Job.Bytes),
        next);
}
