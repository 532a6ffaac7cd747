using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>Looks at every directory of a root, fast: relative to one descriptor, on all cores when there are many (contract B16).</summary>
internal static class RootScan
{
    /// <summary>So many cost about a millisecond; below twice that, other threads are not worth waking.</summary>
    private const int Portion = 1024;

    /// <summary>All directories that may be jobs, links to directories among them, in no order.</summary>
    public static ArraySegment<JobPlace> Read(string root)
    {
        using var directory = Files.OpenDirectory(root, followLink: true);
        var entries = DirectoryListing.Read(directory);
        var places = new JobPlace[entries.Count];
        if (entries.Count < 2 * Portion) Look(0);
        else Parallel.For(0, (entries.Count + Portion - 1) / Portion, Look);
        return new ArraySegment<JobPlace>(places, 0, MoveForward(places));

        void Look(int portion)
        {
            var end = entries.Count < 2 * Portion ? entries.Count : Math.Min(entries.Count, (portion + 1) * Portion);
            for (var i = portion * Portion; i < end; i++) places[i] = LookAt(root, directory, entries[i]) ?? default;
        }
    }

    // Without another array: they are a megabyte for ten thousand jobs.
    private static int MoveForward(JobPlace[] places)
    {
        var end = 0;
        foreach (ref var place in places.AsSpan())
            if (place.Name is not null) places[end++] = place;
        return end;
    }

    private static JobPlace? LookAt(string root, FileDescriptor directory, DirectoryEntry entry)
    {
        if (entry.Kind is EntryKind.File or EntryKind.Other) return null;
        var name = Encoding.UTF8.GetString(entry.Name);
        if (!JobName.IsValid(name)) return null;
        var isLink = entry.Kind != EntryKind.Directory && FileOwner.TryRead(Path.Combine(root, name), followLink: false) is not { IsDirectory: true };
        if (isLink && !Directory.Exists(Path.Combine(root, name))) return null;
        return new JobPlace(name, StampOf(directory, entry.Name), isLink);
    }

    private static JobStamp StampOf(FileDescriptor directory, byte[] name)
    {
        // A name has at most 255 bytes.
        Span<byte> path = stackalloc byte[280];
        name.CopyTo(path);
        return new JobStamp(StampOf(directory, path, name.Length, "/meta.json\0"u8), StampOf(directory, path, name.Length, "/state.json\0"u8));
    }

    private static FileStamp? StampOf(FileDescriptor directory, Span<byte> path, int length, ReadOnlySpan<byte> file)
    {
        file.CopyTo(path[length..]);
        return FileStamp.TryRead(directory, path[..(length + file.Length)]);
    }
}
