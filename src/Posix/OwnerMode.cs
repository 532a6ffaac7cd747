using System.Buffers.Binary;

namespace AgentExec.Posix;

/// <summary>
/// Gives the owner back what the caller's umask took from something that was made just now. mkdir(2) and open(2) take every bit of the umask away, so that under umask
/// 177 a directory of ours cannot be entered by us. The umask itself stays as it is: it belongs to the whole process, which may be somebody's service. Only bits that
/// the mode at creation named are added, and only to the file behind a descriptor, so nobody can lead it elsewhere.
/// </summary>
internal static unsafe class OwnerMode
{
    private const uint OwnerBits = 0x1C0 /* 0700 */, TypeModeOwner = 0xB;

    /// <exception cref="PosixException">The bits cannot be added: we could not use what we have made.</exception>
    public static void RestoreDirectory(int parent, NativePath name, uint mode)
    {
        int fd;
        // O_PATH needs no right on the directory, which may have none.
        fixed (byte* start = name.Terminated) fd = LibC.OpenAt(parent, start, LibC.PathOnly | LibC.Directory | LibC.NoFollow | LibC.CloseOnExec, 0);
        // It is somebody's who was faster: the check of whoever uses it says so.
        if (fd < 0) return;
        using var directory = new FileDescriptor(fd);
        if (Missing(directory, mode) is not { } whole) return;
        // fchmod(2) refuses O_PATH descriptors; their name in /proc leads to the same inode.
        if (LibC.FChModAt(LibC.AtCurrent, $"/proc/self/fd/{fd}", whole, 0) != 0) throw PosixException.Last($"chmod {name}");
    }

    public static void RestoreFile(FileDescriptor file, uint mode)
    {
        if (Missing(file, mode) is { } whole) _ = LibC.FChMod(file.Number, whole);
    }

    // The mode with the owner's bits; null when it has them all, or when it is not ours.
    private static uint? Missing(FileDescriptor file, uint mode)
    {
        var buffer = stackalloc byte[256];
        if (LibC.StatX(file.Number, "", 0x1000 /* AT_EMPTY_PATH */, TypeModeOwner, buffer) != 0) return null;
        var raw = new ReadOnlySpan<byte>(buffer, 256);
        var has = BinaryPrimitives.ReadUInt16LittleEndian(raw[28..]) & 0xFFFu;
        var wanted = mode & OwnerBits;
        return BinaryPrimitives.ReadUInt32LittleEndian(raw[20..]) != FileOwner.CurrentUser || (has & wanted) == wanted ? null : has | wanted;
    }
}
