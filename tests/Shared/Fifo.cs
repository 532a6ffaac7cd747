using System.Runtime.InteropServices;

namespace AgentExec.Tests.Shared;

/// <summary>Named pipes, made without a child process: a zombie of one test would be found by another that looks for what it left behind.</summary>
internal static class Fifo
{
    private const uint OwnerOnly = 0x180;

    public static void Make(string path)
    {
        if (Create(path, OwnerOnly) != 0) throw new IOException($"mkfifo {path}: errno {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int Create([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
