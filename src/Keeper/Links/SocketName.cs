using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Keeper.Links;

/// <summary>
/// <c>keeper.sock</c> of the job. Somebody may remove it, and a host that starts later finds no keeper then: the name is looked at when the last host has
/// gone, and made again.
/// </summary>
internal sealed class SocketName(FileDescriptor directory)
{
    private static readonly byte[] Terminated = [.. SpawnRequest.Bytes(JobFiles.KeeperSocket), 0];

    private FileStamp? _made;

    /// <summary>Whether the name is what was made here; also true where no socket could be made, as on file systems that have none.</summary>
    public bool IsWhole => _made is not { } made || FileStamp.TryRead(directory, Terminated)?.Inode == made.Inode;

    /// <summary>A new listener in place of whatever has the name. Null when the file system has no sockets (9p, some FUSE): a host then reads exit.json.</summary>
    public FileDescriptor? TryListen()
    {
        try
        {
            Files.Remove(directory, JobFiles.KeeperSocket);
            var listener = UnixSocket.Listen(directory, JobFiles.KeeperSocket);
            _made = FileStamp.TryRead(directory, Terminated);
            return listener;
        }
        catch (PosixException)
        {
            return null;
        }
    }

    /// <summary>No host is to find a keeper that is about to leave.</summary>
    public void Remove()
    {
        try
        {
            Files.Remove(directory, JobFiles.KeeperSocket);
        }
        catch (PosixException)
        {
            // The job directory is gone or read-only: a stale name is removed by the next keeper, and refuses connections until then.
        }
    }
}
