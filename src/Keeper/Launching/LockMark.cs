using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>Writes down in the held <c>keeper.lock</c> how far the launch came (<see cref="KeeperMark"/>), for a host that finds no keeper any more.</summary>
internal static class LockMark
{
    /// <summary>From now on the command may have run, and no host will order it again. Until then the file is empty.</summary>
    /// <exception cref="PosixException">It cannot be written: nothing may run that could be ordered twice.</exception>
    public static void OrderTaken()
    {
        var own = ProcessIdentity.Of(Environment.ProcessId);
        Write(KeeperMark.OrderTaken(Environment.ProcessId, own?.StartTicks ?? 0, ProcessIdentity.CurrentBootId));
    }

    /// <summary>Whoever has one of these pipes, or this terminal, open from now on is of this job.</summary>
    public static void OutputGoesTo(params ReadOnlySpan<FileDescriptor> ends)
    {
        var names = new List<string>();
        foreach (var end in ends)
            if (ProcessOutputs.Behind(Environment.ProcessId, $"{end.Number}") is { } name)
                names.Add(name);
        Write(KeeperMark.OutputGoesTo(names));
    }

    private static void Write(byte[] line)
    {
        var held = new FileDescriptor(KeeperSurroundings.Lock);
        // Started without a lock, by hand: nobody else looks.
        if (held.IsRegularFile()) held.WriteAll(line);
    }
}
