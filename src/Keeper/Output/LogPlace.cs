using System.Text;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// Where a log is to be found by its readers. Somebody may rename or remove it while the job writes (fault 23): what is written then goes to a new file of
/// that name, or to the one that was put there.
/// </summary>
/// <param name="directory">What the path is relative to; null for an absolute one.</param>
/// <param name="path">The log's name, or its path where the user chose that.</param>
/// <param name="now">Milliseconds on any clock that goes forward.</param>
internal sealed class LogPlace(FileDescriptor? directory, byte[] path, Func<long> now)
{
    /// <summary>
    /// How long bytes may go where nobody finds them: what is not followed by more stays there. A look costs a microsecond, and only a job that writes is looked at.
    /// </summary>
    private const long LookEveryMs = 5;

    private readonly byte[] _terminated = [.. path, 0];
    private long _lookedAt = now();

    public static LogPlace In(FileDescriptor directory, string name) => new(directory, Encoding.ASCII.GetBytes(name), () => Environment.TickCount64);

    public static LogPlace Of(byte[] path) => new(null, path, () => Environment.TickCount64);

    /// <summary>Whether it is time to look again; counts as looked at then.</summary>
    public bool IsDue()
    {
        var time = now();
        if (time - _lookedAt < LookEveryMs) return false;
        _lookedAt = time;
        return true;
    }

    /// <summary>The file to go on with when this one is not here any more; null when it is, or no other can be had.</summary>
    public FileDescriptor? TryReplace(FileDescriptor file)
    {
        try
        {
            if (FileStamp.TryRead(file)?.Inode is not { } inode || FileStamp.TryRead(directory, _terminated)?.Inode == inode) return null;
            var other = directory is null ? Files.OpenForeignLog(path, truncate: false) : Files.OpenAppend(directory, Encoding.ASCII.GetString(path));
            if (other.IsRegularFile()) return other;
            other.Dispose();
        }
        catch (PosixException)
        {
            // The directory is gone or read-only, or a link or FIFO was put there: the old file still takes what there is.
        }

        return null;
    }
}
