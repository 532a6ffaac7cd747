using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Waiting for own children, by their exact id: never <c>waitpid(-1)</c>, which would steal what another part of the program waits for.</summary>
public static unsafe class ChildProcess
{
    private const int ByPid = 1, AnyChild = 0, NoHang = 1, Exited = 4, NoWait = 0x01000000;
    private static long WaitIdCall => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 95 : 247;

    /// <summary>
    /// Readable once a child that was just started has ended. Where the last descriptor was taken between two calls: a child that cannot be watched must not
    /// run, so its process group is killed and it is reaped.
    /// </summary>
    /// <exception cref="PosixException">It could not be watched.</exception>
    public static FileDescriptor Watch(int pid)
    {
        try
        {
            return SpawnRetry.Run(_ => PidFd.TryOpen(pid)) ?? throw new PosixException(Errno.NoProcess, $"watch process {pid}");
        }
        catch (PosixException)
        {
            _ = Processes.SignalGroup(pid, 9);
            _ = WaitId(ByPid, pid, Exited);
            throw;
        }
    }

    /// <summary>
    /// How the child ended, or null while it lives. The zombie stays, so that its pid, and with it its process group's
    /// number, cannot be given to anyone else until <see cref="Reap"/>.
    /// </summary>
    public static ChildEnd? PeekEnd(int pid) => WaitId(ByPid, pid, NoHang | Exited | NoWait);

    /// <summary>Removes an ended child; null while it lives.</summary>
    public static ChildEnd? Reap(int pid) => WaitId(ByPid, pid, NoHang | Exited);

    /// <summary>The pid of some ended child that is still a zombie, or 0: how a subreaper finds adopted ones. Reaps nothing.</summary>
    public static int PeekAny() => WaitId(AnyChild, 0, NoHang | Exited | NoWait)?.Pid ?? 0;

    /// <summary>
    /// The pids of all children, zombies too. Empty where the kernel has no such list (CONFIG_PROC_CHILDREN). What <see cref="PeekAny"/>
    /// cannot do: see past a zombie that is kept on purpose.
    /// </summary>
    public static List<int> All()
    {
        var children = new List<int>();
        using var file = Files.TryOpenRead(null, $"/proc/self/task/{Environment.ProcessId}/children");
        if (file is null) return children;
        Span<byte> buffer = stackalloc byte[4096];
        var pid = 0;
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            foreach (var character in buffer[..count])
            {
                if (character is >= (byte)'0' and <= (byte)'9') pid = pid * 10 + character - '0';
                else if (pid != 0)
                {
                    children.Add(pid);
                    pid = 0;
                }
            }
        }

        return children;
    }

    private static ChildEnd? WaitId(int idType, int pid, int options)
    {
        var info = stackalloc byte[128];
        var usage = stackalloc byte[256];
        new Span<byte>(info, 128).Clear();
        long result;
        do result = LibC.SysCall(WaitIdCall, idType, pid, (long)info, options, (long)usage, 0);
        while (result != 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);
        if (result != 0) return Marshal.GetLastPInvokeError() == 10 /* ECHILD */ ? null : throw PosixException.Last($"waitid {pid}");
        return ChildEnd.Read(new ReadOnlySpan<byte>(info, 128), new ReadOnlySpan<byte>(usage, 144));
    }
}
