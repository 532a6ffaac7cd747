using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// Which of the system calls that the programs need are refused to this process. Each is tried in a way that changes nothing: the kernel refuses the
/// arguments, or the result is closed.
/// </summary>
public static class CallProbe
{
    private const long PidFdOpen = 434, PidFdSendSignal = 424;
    private const int Local = 1, Internet = 2, Stream = 1, None = -1;

    private static readonly (string Call, Func<long> Try)[] Calls =
    [
        ("socket(AF_INET)", static () => Open(Internet)),
        ("socket(AF_UNIX)", static () => Open(Local)),
        ("pidfd_open", static () => LibC.SysCall(PidFdOpen, None, 0, 0, 0, 0, 0)),
        ("pidfd_send_signal", static () => LibC.SysCall(PidFdSendSignal, None, 0, 0, 0, 0, 0)),
        ("memfd_create", static () => LibC.SysCall(MemoryFile.CreateCall, 0, 0, 0, 0, 0, 0)),
        ("renameat2", static () => LibC.RenameAt2(None, "a", None, "b", 0)),
    ];

    /// <summary>Those that are refused, each with its error number; empty when none is.</summary>
    public static IReadOnlyList<(string Call, int Errno)> Refused() =>
        [.. Calls.Select(static one => (one.Call, Errno: one.Try() < 0 ? Marshal.GetLastPInvokeError() : 0)).Where(static one => IsRefusal(one.Errno))];

    // Anything else is the kernel's answer to the arguments: the call itself got through.
    private static bool IsRefusal(int errno) => errno is Errno.NotPermitted or Errno.Access or Errno.NoCall or Errno.FamilyNotSupported;

    private static long Open(int family)
    {
        var fd = LibC.Socket(family, Stream | LibC.CloseOnExec, 0);
        if (fd >= 0) new FileDescriptor(fd).Dispose();
        return fd;
    }
}
