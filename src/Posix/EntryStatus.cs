using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Kind and size of a directory's entry itself: links are not followed (statx(2)).</summary>
internal readonly record struct EntryStatus(EntryKind Kind, long Size)
{
    private const int SymlinkNoFollow = 0x100;
    private const uint TypeAndSize = 0x201;

    /// <summary>Null when there is nothing of that name.</summary>
    public static unsafe EntryStatus? TryRead(FileDescriptor directory, NativePath name)
    {
        var buffer = stackalloc byte[256];
        fixed (byte* start = name.Terminated)
            if (LibC.StatX(directory.Number, start, SymlinkNoFollow, TypeAndSize, buffer) != 0)
                return Marshal.GetLastPInvokeError() == Errno.NoEntry ? null : throw PosixException.Last($"stat {name}");
        var raw = new ReadOnlySpan<byte>(buffer, 256);
        return new EntryStatus(KindOf(BinaryPrimitives.ReadUInt16LittleEndian(raw[28..])), BinaryPrimitives.ReadInt64LittleEndian(raw[40..]));
    }

    private static EntryKind KindOf(ushort mode) => (mode & 0xF000) switch
    {
        0x4000 => EntryKind.Directory,
        0x8000 => EntryKind.File,
        0xA000 => EntryKind.Link,
        _ => EntryKind.Other,
    };
}
