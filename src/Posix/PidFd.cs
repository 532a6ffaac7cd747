using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>A descriptor that means one process for ever (pidfd_open(2)): it turns readable when that process ends, and signals nobody else.</summary>
public static class PidFd
{
    private const long OpenCall = 434, SendSignalCall = 424;

    /// <summary>Opens it, or answers null when there is no such process.</summary>
    public static FileDescriptor? TryOpen(int pid)
    {
        var fd = LibC.SysCall(OpenCall, pid, 0, 0, 0, 0, 0);
        if (fd >= 0) return new FileDescriptor((int)fd);
        return Marshal.GetLastPInvokeError() == Errno.NoProcess ? null : throw PosixException.Last($"pidfd_open {pid}");
    }

    /// <summary>Sends a signal to exactly that process; false when it has ended.</summary>
    public static bool Signal(FileDescriptor pidFd, int signal)
    {
        if (LibC.SysCall(SendSignalCall, pidFd.Number, signal, 0, 0, 0, 0) == 0) return true;
        return Marshal.GetLastPInvokeError() == Errno.NoProcess ? false : throw PosixException.Last("pidfd_send_signal");
    }
}
