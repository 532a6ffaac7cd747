using System.Buffers;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>What a directory holds, with the kind of each entry and without another look at it (getdents64(2)): .NET tells no link from what it leads to.</summary>
public static unsafe class DirectoryListing
{
    private const int HeaderBytes = 19;

    /// <summary>Every entry but <c>.</c> and <c>..</c>, in the file system's order.</summary>
    public static List<DirectoryEntry> Read(FileDescriptor directory)
    {
        var entries = new List<DirectoryEntry>();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = LibC.GetDents(directory.Number, start, (nuint)buffer.Length);
                if (count == 0) break;
                if (count < 0) throw PosixException.Last($"read directory {directory.Number}");
                // struct linux_dirent64: inode 8, offset 8, length of the record 2, kind 1, name.
                for (nint at = 0; at < count; at += *(ushort*)(start + at + 16))
                {
                    var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(start + at + HeaderBytes);
                    if (name is not ([(byte)'.'] or [(byte)'.', (byte)'.'])) entries.Add(new DirectoryEntry(name.ToArray(), KindOf(start[at + HeaderBytes - 1])));
                }
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return entries;
    }

    private static EntryKind KindOf(byte type) => type switch
    {
        4 => EntryKind.Directory,
        8 => EntryKind.File,
        10 => EntryKind.Link,
        // Some file systems do not say.
        0 => EntryKind.Unknown,
        _ => EntryKind.Other,
    };
}

/// <summary>A name in a directory.</summary>
/// <param name="Name">Bytes, which need not be UTF-8.</param>
/// <param name="Kind">Of the entry itself, not of what a link leads to.</param>
public readonly record struct DirectoryEntry(byte[] Name, EntryKind Kind);

public enum EntryKind
{
    Unknown,
    File,
    Directory,
    Link,
    Other,
}
