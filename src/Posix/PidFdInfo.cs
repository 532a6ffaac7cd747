using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// The end of a process that is no child of ours, told by the kernel to whoever held a pidfd of it since before it was reaped (ioctl PIDFD_GET_INFO with
/// PIDFD_INFO_EXIT, Linux 6.15).
/// </summary>
public static unsafe class PidFdInfo
{
    // _IOWR(0xFF, 11, struct pidfd_info), whose first published size is 64 bytes; the size is part of the number and the kernel takes smaller ones for ever.
    private const nuint GetInfo = 0xC040FF0B;
    private const ulong Exit = 1 << 3;

    /// <summary>Its end; null while it lives or is a zombie that nobody has reaped, and where the kernel does not tell.</summary>
    public static WaitStatus? TryReadExit(FileDescriptor pidFd)
    {
        var info = new Info { Mask = Exit };
        // The kernel sets the bit only when it has filled in the end: an older one leaves it out, or refuses.
        return LibC.IoControl(pidFd.Number, GetInfo, &info) == 0 && (info.Mask & Exit) != 0 ? new WaitStatus(info.ExitCode) : null;
    }

    /// <summary><c>struct pidfd_info</c> of include/uapi/linux/pidfd.h.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct Info
    {
        [FieldOffset(0)] public ulong Mask;
        [FieldOffset(60)] public int ExitCode;
    }
}
