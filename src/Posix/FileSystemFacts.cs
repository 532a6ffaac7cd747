using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>What a path lies on (statfs(2)).</summary>
/// <param name="Type">The magic number of its kind.</param>
/// <param name="FreeBytes">For users other than root.</param>
/// <param name="Inodes">All there can be; 0 where the file system does not count them.</param>
/// <param name="FreeInodes">Those that are left.</param>
/// <param name="IsReadOnly">Mounted so.</param>
/// <param name="Bytes">All that users other than root can have: what is used, and what is free for them.</param>
public readonly record struct FileSystemFacts(long Type, ulong FreeBytes, ulong Inodes, ulong FreeInodes, bool IsReadOnly, ulong Bytes = 0)
{
    /// <exception cref="PosixException">There is nothing, or it may not be looked at.</exception>
    public static unsafe FileSystemFacts Of(string path)
    {
        var buffer = stackalloc ulong[64];
        if (LibC.StatFs(path, buffer) != 0) throw PosixException.Last($"statfs {path}");
        // struct statfs of 64-bit Linux: type, bsize, blocks, bfree, bavail, files, ffree, fsid, namelen, frsize, flags.
        return new FileSystemFacts(
            (long)buffer[0], buffer[4] * buffer[1], buffer[5], buffer[6], (buffer[10] & 1 /* ST_RDONLY */) != 0, (buffer[2] - buffer[3] + buffer[4]) * buffer[1]);
    }

    /// <summary>Whether this user may do this (4 read, 2 write, 1 search) with the path.</summary>
    public static bool Allows(string path, int mode) => LibC.AccessAt(LibC.AtCurrent, path, mode, 0) == 0;
}
