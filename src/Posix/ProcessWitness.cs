namespace AgentExec.Posix;

/// <summary>
/// Holds on to one process that need not be a child of ours, so that its end can still be told when its parent dies before saying it. One descriptor.
/// </summary>
public sealed class ProcessWitness : IDisposable
{
    private readonly FileDescriptor _process;
    private readonly ProcessIdentity _identity;

    private ProcessWitness(FileDescriptor process, ProcessIdentity identity) => (_process, _identity) = (process, identity);

    /// <summary>Takes hold of exactly this process, living or zombie; null when it is gone, or of another boot.</summary>
    /// <exception cref="PosixException">Out of descriptors.</exception>
    public static ProcessWitness? TryHold(ProcessIdentity identity)
    {
        if (identity.BootId != ProcessIdentity.CurrentBootId || PidFd.TryOpen(identity.Pid) is not { } process) return null;
        // The number was ours before the descriptor was opened, and the start time says that it still is.
        if (ProcessStat.TryRead(identity.Pid)?.StartTicks == identity.StartTicks) return new ProcessWitness(process, identity);
        process.Dispose();
        return null;
    }

    /// <summary>Whether it has ended, and how when the kernel tells.</summary>
    public (bool HasEnded, WaitStatus? Status) Look()
    {
        PollEntry[] entries = [new(_process.Number, PollEntry.In)];
        if (Poller.Wait(entries, 0) == 0) return (false, null);
        // Reaped: the kernel kept the end for us. Not yet: the zombie shows it. Reaped between the two looks: the third finds it.
        return (true, PidFdInfo.TryReadExit(_process) ?? OfZombie() ?? PidFdInfo.TryReadExit(_process));
    }

    public void Dispose() => _process.Dispose();

    // In a container whose first process reaps nobody it stays one for ever (fault 31). Whoever has no right to see the code reads 0: never believed.
    private WaitStatus? OfZombie()
    {
        var visible = ProcessOutputs.MaySee(_identity.Pid);
        return ProcessStat.TryRead(_identity.Pid) is { State: 'Z' } stat && stat.StartTicks == _identity.StartTicks && visible ? new WaitStatus(stat.ExitCode) : null;
    }
}
