namespace AgentExec.Posix;

/// <summary>
/// Keeps a long-lived program free of zombies: a child whose end nobody asks about is reaped when it comes. One thread for all of them. Ignoring SIGCHLD
/// would do it too, but would also take away the ends that somebody does ask about.
/// </summary>
public static class ChildReaper
{
    private static readonly Lock Turn = new();
    private static readonly List<Child> Children = [];
    private static FileDescriptor? _wake;

    /// <summary>Returns at once. The thread never keeps the program alive.</summary>
    public static void ReapWhenEnded(int pid)
    {
        if (PidFd.TryOpen(pid) is not { } end) return;
        lock (Turn)
        {
            Children.Add(new Child(pid, end));
            _wake ??= Start();
            _wake.Write([1]);
        }
    }

    private static FileDescriptor Start()
    {
        var (woken, wake) = FileDescriptor.Pipe();
        new Thread(() => Run(woken), 128 * 1024) { IsBackground = true, Name = "child reaper" }.Start();
        return wake;
    }

    private static void Run(FileDescriptor woken)
    {
        Span<byte> bell = stackalloc byte[64];
        while (true)
        {
            Child[] children;
            lock (Turn) children = [.. Children];
            PollEntry[] entries = [new(woken.Number, PollEntry.In), .. children.Select(child => new PollEntry(child.End.Number, PollEntry.In))];
            if (Poller.Wait(entries, -1) == 0) continue;
            if (entries[0].IsReady) _ = woken.Read(bell);
            for (var i = 0; i < children.Length; i++)
                if (entries[i + 1].IsReady)
                    Reap(children[i]);
        }
    }

    private static void Reap(Child child)
    {
        ChildProcess.Reap(child.Pid);
        lock (Turn) Children.Remove(child);
        child.End.Dispose();
    }

    private sealed record Child(int Pid, FileDescriptor End);
}
