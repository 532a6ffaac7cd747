using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Signals, and what a process says of itself before it supervises others.</summary>
public static class Processes
{
    private static readonly Lock UmaskTurn = new();

    private const int SetChildSubreaper = 36;

    /// <summary>Signals a child that was not reaped, so that its pid is nobody else's.</summary>
    public static void Signal(int child, int signal) => _ = LibC.Kill(child, signal);

    /// <summary>Signals every member of a process group; false when the group has no member any more.</summary>
    public static bool SignalGroup(int groupId, int signal)
    {
        if (groupId <= 1) throw new ArgumentOutOfRangeException(nameof(groupId), groupId, "a process group of our own has a number above 1");
        if (LibC.Kill(-groupId, signal) == 0) return true;
        return Marshal.GetLastPInvokeError() == Errno.NoProcess ? false : throw PosixException.Last($"kill process group {groupId}");
    }

    /// <summary>Whether a process of this pid exists (a zombie does).</summary>
    public static bool Exists(int pid) => LibC.Kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() != Errno.NoProcess;

    /// <summary>Orphaned descendants come to this process instead of init (prctl(2), PR_SET_CHILD_SUBREAPER).</summary>
    public static void BecomeSubreaper() => _ = LibC.PrCtl(SetChildSubreaper, 1, 0, 0, 0);

    /// <summary>Sets the file mode creation mask and returns the one before.</summary>
    public static uint SetUmask(uint mask) => LibC.UMask(mask);

    /// <summary>
    /// Does something under another file mode creation mask, which belongs to the whole process: one at a time. What other threads create meanwhile must
    /// name its exact mode, as all private files here do. The action gets the mask that was in force.
    /// </summary>
    public static T WithUmask<T>(uint mask, Func<uint, T> action)
    {
        lock (UmaskTurn)
        {
            var own = SetUmask(mask);
            try
            {
                return action(own);
            }
            finally
            {
                _ = SetUmask(own);
            }
        }
    }

    /// <summary>The process takes no notice of the signal from now on; whatever <see cref="Spawner"/> starts has the default again.</summary>
    public static void Ignore(int signal) => _ = LibC.Signal(signal, 1 /* SIG_IGN */);

    /// <summary>Changes the working directory without .NET's path handling.</summary>
    public static void ChangeDirectory(string path)
    {
        if (LibC.ChDir(path) != 0) throw PosixException.Last($"chdir {path}");
    }

    /// <summary>Sets a variable where C libraries see it: <see cref="Environment.SetEnvironmentVariable(string,string)"/> changes only .NET's own copy.</summary>
    public static void SetNativeEnvironment(string name, string? value) =>
        _ = value is null ? LibC.UnsetEnv(name) : LibC.SetEnv(name, value, 1);

    /// <summary>Dies of SIGKILL, which nobody can catch: nothing runs after it.</summary>
    public static void KillSelf() => _ = LibC.Kill(Environment.ProcessId, 9);

    /// <summary>Leaves at once, without finalizers, exit handlers or waiting for threads.</summary>
    public static void ExitNow(int code) => LibC.ExitNow(code);
}
