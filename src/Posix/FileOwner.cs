using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Who owns a path, what its mode is and which file it is: what .NET does not tell (statx(2), the same layout on every architecture).</summary>
/// <param name="UserId">Owner's uid.</param>
/// <param name="Mode">Type and permission bits (<c>st_mode</c>).</param>
/// <param name="Inode">File number on its device.</param>
public readonly record struct FileOwner(uint UserId, ushort Mode, ulong Inode)
{
    private const int SymlinkNoFollow = 0x100;
    private const uint BasicStats = 0x7ff;

    public static uint CurrentUser => LibC.GetEUid();

    public bool IsDirectory => (Mode & 0xF000) == 0x4000;

    /// <summary>Whether it is a link itself; only when it was read without following.</summary>
    public bool IsLink => (Mode & 0xF000) == 0xA000;

    /// <summary>Whether somebody besides the owner may write (group or others).</summary>
    public bool IsWritableByOthers => (Mode & 0x12) != 0;

    /// <summary>The permission bits alone.</summary>
    public int Permissions => Mode & 0xFFF;

    /// <summary>Reads the path, or answers null when nothing is there.</summary>
    public static unsafe FileOwner? TryRead(string path, bool followLink)
    {
        var buffer = stackalloc byte[256];
        if (LibC.StatX(LibC.AtCurrent, path, followLink ? 0 : SymlinkNoFollow, BasicStats, buffer) != 0)
            return Marshal.GetLastPInvokeError() is Errno.NoEntry or Errno.NotDirectory ? null : throw PosixException.Last($"stat {path}");
        var raw = new ReadOnlySpan<byte>(buffer, 256);
        return new FileOwner(
            BinaryPrimitives.ReadUInt32LittleEndian(raw[20..]),
            BinaryPrimitives.ReadUInt16LittleEndian(raw[28..]),
            BinaryPrimitives.ReadUInt64LittleEndian(raw[32..]));
    }
}
