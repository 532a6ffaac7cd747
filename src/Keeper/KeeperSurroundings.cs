using AgentExec.Posix;

namespace AgentExec.Keeper;

/// <summary>What the process says of itself to the kernel before it supervises anything.</summary>
internal static class KeeperSurroundings
{
    private const int HangUp = 1, Interrupt = 2, Quit = 3, BrokenPipe = 13, Terminate = 15, CpuTimeOver = 24, FileTooLarge = 25;

    // SpawnRequest.Extra: the open description that holds keeper.lock.
    internal const int Lock = 3;

    private const int HostLink = 0;

    public static void Prepare()
    {
        _ = Processes.SetUmask(0x3F /* 077 */);
        Processes.BecomeSubreaper();
        // A session or machine that shuts down sends SIGTERM to everybody: the keeper outlives it to record how its job ended.
        foreach (var signal in (ReadOnlySpan<int>)[HangUp, Interrupt, Quit, Terminate]) Processes.Ignore(signal);
        // An inherited RLIMIT_FSIZE must cost log bytes (EFBIG), not the keeper.
        Processes.Ignore(FileTooLarge);
        // Nor is the time of a limit on its command, which it has itself for a moment, or of its own soft one, a reason to die.
        Processes.Ignore(CpuTimeOver);
        // A command that does not read its input any more must cost an order (EPIPE), not the keeper.
        Processes.Ignore(BrokenPipe);
        Processes.ChangeDirectory("/");
        KeepLock();
    }

    /// <summary>The job directory, held open so that a rename or a link put in its place changes nothing; null when it cannot be opened.</summary>
    public static FileDescriptor? TryOpenJob(string path)
    {
        try
        {
            return Files.OpenDirectory(path);
        }
        catch (PosixException)
        {
            return null;
        }
    }

    public static FileDescriptor TakeHostLink()
    {
        var link = new FileDescriptor(HostLink);
        link.DoNotBlock();
        link.CloseOnExec();
        return link;
    }

    /// <summary>The descriptor stays open until the process ends; the command must not inherit it, or the lock would outlive the keeper.</summary>
    private static void KeepLock()
    {
        try
        {
            new FileDescriptor(Lock).CloseOnExec();
        }
        catch (PosixException)
        {
            // Started without a lock, by hand: nothing to protect.
        }
    }
}
