namespace AgentExec.Posix;

/// <summary>Keeps a long-lived program free of zombies: a child whose end nobody asks about is reaped when it comes.</summary>
public static class ChildReaper
{
    /// <summary>Waits for the child on a background thread of its own, which ends with it and never keeps the program alive.</summary>
    public static void ReapWhenEnded(int pid)
    {
        var thread = new Thread(() => Reap(pid), 64 * 1024) { IsBackground = true, Name = "child reaper" };
        thread.Start();
    }

    private static void Reap(int pid)
    {
        using var process = PidFd.TryOpen(pid);
        if (process is null) return;
        PollEntry[] entries = [new(process.Number, PollEntry.In)];
        while (Poller.Wait(entries, -1) == 0)
        {
            // Interrupted: the child lives.
        }

        ChildProcess.Reap(pid);
    }
}
