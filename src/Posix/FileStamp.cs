using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// Tells one version of an atomically replaced file from the next. The time alone does not: the kernel's clock for files may stand still for
/// milliseconds, in which a short job begins and ends. Number and size differ then.
/// </summary>
/// <param name="Inode">File number on its device.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedSeconds">Since 1970 UTC.</param>
/// <param name="ModifiedNanoseconds">Beyond the second.</param>
public readonly record struct FileStamp(ulong Inode, ulong Size, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    private const uint BasicStats = 0x7ff;
    private const int EmptyPath = 0x1000;

    /// <summary>Reads the file's stamp; null when there is none, or none that can be looked at.</summary>
    public static FileStamp? TryRead(string path)
    {
        NativePath native = path;
        return TryRead(LibC.AtCurrent, native.Terminated);
    }

    /// <summary>The same of a path relative to a directory, as bytes that end in NUL: for those who ask about thousands.</summary>
    public static FileStamp? TryRead(FileDescriptor? directory, ReadOnlySpan<byte> terminatedPath) =>
        TryRead(directory?.Number ?? LibC.AtCurrent, terminatedPath);

    /// <summary>The same of what is open, whatever its name is by now.</summary>
    public static FileStamp? TryRead(FileDescriptor file) => TryRead(file.Number, "\0"u8, EmptyPath);

    private static unsafe FileStamp? TryRead(int directory, ReadOnlySpan<byte> terminatedPath, int flags = 0)
    {
        var buffer = stackalloc byte[256];
        fixed (byte* path = terminatedPath)
            if (LibC.StatX(directory, path, flags, BasicStats, buffer) != 0)
                return Marshal.GetLastPInvokeError() is Errno.NoEntry or Errno.NotDirectory or Errno.Access or Errno.Loop
                    ? null
                    : throw PosixException.Last($"stat {Encoding.UTF8.GetString(terminatedPath[..^1])}");
        var raw = new ReadOnlySpan<byte>(buffer, 256);
        return new FileStamp(
            BinaryPrimitives.ReadUInt64LittleEndian(raw[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(raw[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(raw[112..]),
            BinaryPrimitives.ReadUInt32LittleEndian(raw[120..]));
    }
}
