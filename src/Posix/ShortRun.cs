namespace AgentExec.Posix;

/// <summary>Runs a program that is expected to end at once.</summary>
public static class ShortRun
{
    /// <summary>How it ended; null when it could not be started, or had to be killed because the time was over.</summary>
    public static ChildEnd? Run(SpawnRequest request, TimeSpan limit)
    {
        try
        {
            var pid = Spawner.Spawn(request);
            using var process = ChildProcess.Watch(pid);
            var inTime = Poller.WaitReadable(process, limit);
            if (!inTime)
            {
                _ = Processes.SignalGroup(pid, 9);
                _ = Poller.WaitReadable(process, limit);
            }

            var end = ChildProcess.Reap(pid);
            return inTime ? end : null;
        }
        catch (PosixException)
        {
            return null;
        }
    }
}
