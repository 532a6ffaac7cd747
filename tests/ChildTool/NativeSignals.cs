using System.Runtime.InteropServices;

namespace AgentExec.ChildTool;

/// <summary>The two calls that die by a signal exactly.</summary>
internal static partial class NativeSignals
{
    public static void Default(int signal) => _ = Set(signal, 0);

    public static void Raise(int signal) => _ = Kill(Environment.ProcessId, signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Set(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
