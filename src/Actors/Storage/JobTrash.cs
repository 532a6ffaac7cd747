using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// Where job directories go to be removed: <c>&lt;root&gt;/.host/trash</c>. A directory leaves the root whole, by one rename, so that whoever dies in the
/// middle of removing leaves no half job behind; the rest is removed the next time.
/// </summary>
/// <param name="root">Absolute path of the jobs root.</param>
internal sealed class JobTrash(string root)
{
    private readonly string _host = Path.Combine(root, JobName.HostDirectory);

    /// <summary>Takes a job out of the root.</summary>
    /// <returns>Null when it is out; otherwise why it is not, and it is whole.</returns>
    public string? Take(string job)
    {
        try
        {
            Files.MakeDirectory(_host);
            Files.MakeDirectory(Path.Combine(_host, HostFiles.Trash));
            using var from = Files.OpenDirectory(root, followLink: true);
            using var to = Open();
            if (FileOwner.TryRead(Path.Combine(root, job), followLink: false) is not { IsDirectory: true }) return "it is no directory any more";
            var errno = Files.TryMove(from, job, to, job);
            // What a dead host has left of a job that came back from a copy: a name beside it does.
            if (errno is Errno.Exists or Errno.NotEmpty) errno = Files.TryMove(from, job, to, $"{job}~{Guid.NewGuid():N}");
            return errno == 0 ? null : new PosixException(errno, $"move {job} to {Path.Combine(_host, HostFiles.Trash)}").Message;
        }
        catch (PosixException error)
        {
            return error.Message;
        }
    }

    /// <summary>Removes everything that was taken. What cannot be removed is named with the reason and tried again next time.</summary>
    public IReadOnlyDictionary<string, string> Empty()
    {
        var left = new Dictionary<string, string>();
        if (FileOwner.TryRead(Path.Combine(_host, HostFiles.Trash), followLink: false) is not { IsDirectory: true }) return left;
        using var trash = Open();
        var entries = DirectoryListing.Read(trash);
        if (entries.Count > 0) SyncMoves(trash);
        foreach (var entry in entries)
            try
            {
                Trees.Remove(trash, entry.Name);
            }
            catch (PosixException error)
            {
                left[((NativePath)entry.Name).ToString()] = error.Message;
            }

        return left;
    }

    // A power cut must not bring half a job back: the moves are on disk before the first file goes.
    private void SyncMoves(FileDescriptor trash)
    {
        using var from = Files.OpenDirectory(root, followLink: true);
        trash.Sync();
        from.Sync();
    }

    private FileDescriptor Open() => Files.OpenDirectory(Path.Combine(_host, HostFiles.Trash));
}
