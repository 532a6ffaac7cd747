using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>execve(2): this process becomes another program, with the same pid, parent, standard streams and blocked signals.</summary>
public static unsafe class ProcessImage
{
    private const int SetParentDeathSignal = 1, BrokenPipe = 13, Kill = 9;

    /// <summary>Turns into the program. Returns only when it cannot: the error number.</summary>
    /// <param name="program">Its path, never searched.</param>
    /// <param name="arguments">The program's name first.</param>
    /// <param name="environment">The whole of it, as <c>KEY=VALUE</c> bytes.</param>
    public static int TryBecome(NativePath program, IReadOnlyList<byte[]> arguments, IReadOnlyList<byte[]> environment)
    {
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings(environment);
        // The one signal that the runtime ignores; a program that inherited that would not end when nobody reads what it writes.
        _ = LibC.Signal(BrokenPipe, 0 /* SIG_DFL */);
        fixed (byte* path = program.Terminated) _ = LibC.Execve(path, argv.Pointer, envp.Pointer);
        return Marshal.GetLastPInvokeError();
    }

    /// <summary>
    /// The kernel kills this process as soon as its parent has ended, however that came, also when it has become another program, unless that is one that runs
    /// with the rights of its file (prctl(2), PR_SET_PDEATHSIG). False when the parent had ended before.
    /// </summary>
    public static bool DieWith(int parent)
    {
        _ = LibC.PrCtl(SetParentDeathSignal, Kill, 0, 0, 0);
        return LibC.GetParent() == parent;
    }
}
