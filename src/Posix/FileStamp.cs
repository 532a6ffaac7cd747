using System.Buffers.Binary;
using System.Runtime.InteropServices;

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

    /// <summary>Reads the file's stamp; null when there is none, or none that can be looked at.</summary>
    public static unsafe FileStamp? TryRead(string path)
    {
        var buffer = stackalloc byte[256];
        if (LibC.StatX(LibC.AtCurrent, path, 0, BasicStats, buffer) != 0)
            return Marshal.GetLastPInvokeError() is Errno.NoEntry or Errno.NotDirectory or Errno.Access or Errno.Loop
                ? null
                : throw PosixException.Last($"stat {path}");
        var raw = new ReadOnlySpan<byte>(buffer, 256);
        return new FileStamp(
            BinaryPrimitives.ReadUInt64LittleEndian(raw[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(raw[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(raw[112..]),
            BinaryPrimitives.ReadUInt32LittleEndian(raw[120..]));
    }
}
