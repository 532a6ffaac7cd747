namespace AgentExec.Posix;

/// <summary>Signals to processes that are not our children and were found in <c>/proc</c>: never by bare pid.</summary>
public static class ProcessSignals
{
    public const int HangUp = 1, Interrupt = 2, Quit = 3, Kill = 9, Terminate = 15;

    /// <summary>Those by which people, terminals and service managers ask a program to end.</summary>
    public static ReadOnlySpan<int> Ends => [Terminate, Interrupt, HangUp, Quit];

    /// <summary>
    /// Signals exactly the process that was found: the descriptor is opened first and the start time looked at again through it, so that a pid which
    /// was given to somebody else meanwhile costs nothing (fault 8). False when it has gone or may not be signalled.
    /// </summary>
    public static bool TrySignal(ProcessStat found, int signal)
    {
        try
        {
            using var process = PidFd.TryOpen(found.Pid);
            return process is not null && ProcessStat.TryRead(found.Pid)?.StartTicks == found.StartTicks && PidFd.Signal(process, signal);
        }
        catch (PosixException)
        {
            // EPERM: it runs as somebody else now. EMFILE, EINVAL (a thread of its own): nothing that could be done about it here.
            return false;
        }
    }
}
