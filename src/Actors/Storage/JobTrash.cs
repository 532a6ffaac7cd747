using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// Where job directories go to be removed: <c>&lt;root&gt;/.host/trash</c>, or, on a disk without an inode for that directory, <c>.host/trash-JOB</c>. A
/// directory leaves the root whole, by one rename, so that whoever dies in the middle of removing leaves no half job behind; the rest is removed the next
/// time.
/// </summary>
/// <param name="root">Absolute path of the jobs root.</param>
internal sealed class JobTrash(string root)
{
    /// <summary>Begins the name of what was taken while no directory could be made for it.</summary>
    private const string Prefix = HostFiles.Trash + "-";

    private readonly string _host = Path.Combine(root, JobName.HostDirectory);

    /// <summary>Takes a job out of the root.</summary>
    /// <returns>Null when it is out; otherwise why it is not, and it is whole.</returns>
    public string? Take(string job)
    {
        try
        {
            Files.MakeDirectory(_host);
            using var from = Files.OpenDirectory(root, followLink: true);
            var (opened, prefix) = OpenTarget();
            using var to = opened;
            if (FileOwner.TryRead(Path.Combine(root, job), followLink: false) is not { IsDirectory: true }) return "it is no directory any more";
            var errno = Files.TryMove(from, job, to, prefix + job);
            // What a dead host has left of a job that came back from a copy: a name beside it does.
            if (errno is Errno.Exists or Errno.NotEmpty) errno = Files.TryMove(from, job, to, $"{prefix}{job}~{Guid.NewGuid():N}");
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
        using (var host = Files.OpenDirectory(_host)) Empty(host, Prefix, left);
        if (FileOwner.TryRead(Path.Combine(_host, HostFiles.Trash), followLink: false) is not { IsDirectory: true }) return left;
        using var trash = Files.OpenDirectory(Path.Combine(_host, HostFiles.Trash));
        Empty(trash, "", left);
        return left;
    }

    private void Empty(FileDescriptor directory, string prefix, Dictionary<string, string> left)
    {
        var entries = DirectoryListing.Read(directory).Where(entry => entry.Name.AsSpan().StartsWith(Encoding.ASCII.GetBytes(prefix))).ToList();
        if (entries.Count > 0) SyncMoves(directory);
        foreach (var entry in entries)
            try
            {
                Trees.Remove(directory, entry.Name);
            }
            catch (PosixException error)
            {
                left[((NativePath)entry.Name).ToString()[prefix.Length..]] = error.Message;
            }
    }

    // A power cut must not bring half a job back: the moves are on disk before the first file goes.
    private void SyncMoves(FileDescriptor trash)
    {
        using var from = Files.OpenDirectory(root, followLink: true);
        trash.Sync();
        from.Sync();
    }

    private (FileDescriptor Directory, string Prefix) OpenTarget()
    {
        var trash = Path.Combine(_host, HostFiles.Trash);
        try
        {
            Files.MakeDirectory(trash);
            return (Files.OpenDirectory(trash), "");
        }
        catch (PosixException full) when (full.IsNoRoom)
        {
            // A rename needs no inode, and this is where room comes from.
            return (Files.OpenDirectory(_host), Prefix);
        }
    }
}
