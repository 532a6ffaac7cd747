using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Tries what not every kernel, sandbox or file system can. Nothing is left behind.</summary>
public static unsafe class KernelProbe
{
    private const int GetChildSubreaper = 37, NoSuchCall = 38;
    private const long CloseRangeCall = 436;

    // _IOWR(0xFF, 11, struct pidfd_info) with the structure's first size, and the bit that asks how a process ended that was reaped (Linux 6.15).
    private const nuint GetInfo = 0xC040FF0B;
    private const ulong ExitInfo = 1 << 3;
    private const int InfoSize = 64;

    /// <summary>Whether a process can be held by a descriptor (pidfd_open(2), Linux 5.3).</summary>
    public static bool HasPidFd()
    {
        try
        {
            using var self = PidFd.TryOpen(Environment.ProcessId);
            return self is not null;
        }
        catch (PosixException)
        {
            return false;
        }
    }

    /// <summary>Whether descriptors can be closed by the range (close_range(2), Linux 5.9). Tried on numbers that nobody has.</summary>
    public static bool HasCloseRange() => LibC.SysCall(CloseRangeCall, uint.MaxValue - 1, uint.MaxValue, 0, 0, 0, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchCall;

    /// <summary>Whether orphans can be adopted (prctl(2), PR_GET_CHILD_SUBREAPER).</summary>
    public static bool HasSubreaper()
    {
        var isOne = 0;
        return LibC.PrCtl(GetChildSubreaper, (nuint)(&isOne), 0, 0, 0) == 0;
    }

    /// <summary>Whether a descriptor still tells how its process ended after somebody else has reaped it.</summary>
    /// <param name="program">A program that ends at once.</param>
    /// <exception cref="PosixException">The program cannot be started.</exception>
    public static bool HasExitInfo(string program)
    {
        var child = Spawner.Spawn(new SpawnRequest { Program = program, Arguments = [SpawnRequest.Bytes(program)], Environment = [] });
        using var process = PidFd.TryOpen(child);
        if (process is null) return false;
        PollEntry[] end = [new(process.Number, PollEntry.In)];
        while (Poller.Wait(end, -1) == 0)
        {
            // Interrupted: it has not ended yet.
        }

        ChildProcess.Reap(child);
        var info = stackalloc ulong[InfoSize / sizeof(ulong)];
        new Span<ulong>(info, InfoSize / sizeof(ulong)).Clear();
        info[0] = ExitInfo;
        return LibC.IoCtl(process.Number, GetInfo, info) == 0 && (info[0] & ExitInfo) != 0;
    }

    /// <summary>Makes, writes and syncs a file where the directory is. The caller removes the directory.</summary>
    /// <exception cref="PosixException">One of it is refused.</exception>
    public static void WriteSynced(FileDescriptor directory)
    {
        using var file = Files.CreateNew(directory, "write");
        file.WriteAll(new byte[4096]);
        file.Sync();
    }

    /// <summary>Whether two files can change places (renameat2(2), RENAME_EXCHANGE) where the directory is.</summary>
    public static bool CanExchange(FileDescriptor directory)
    {
        Files.CreateNew(directory, "exchange-a").Dispose();
        Files.CreateNew(directory, "exchange-b").Dispose();
        return LibC.RenameAt2(directory.Number, "exchange-a", directory.Number, "exchange-b", 2 /* RENAME_EXCHANGE */) == 0;
    }

    /// <summary>Whether a lock of one open file keeps out another one (F_OFD_SETLK) where the directory is.</summary>
    public static bool CanLock(FileDescriptor directory)
    {
        using var first = FileLock.TryTake(directory, "lock");
        using var second = FileLock.TryTake(directory, "lock");
        return first is not null && second is null;
    }

    /// <summary>Whether a socket can listen, and be reached, where the directory is.</summary>
    public static bool CanListen(FileDescriptor directory)
    {
        using var listener = UnixSocket.Listen(directory, "socket");
        using var peer = UnixSocket.TryConnect(directory, "socket");
        return peer is not null;
    }
}
