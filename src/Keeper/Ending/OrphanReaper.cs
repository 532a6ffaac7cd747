using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>Removes the zombies of descendants whose parents died: as a subreaper the keeper is their parent now (fault 31). The root's own zombie stays.</summary>
internal sealed class OrphanReaper : IDisposable
{
    private readonly FileDescriptor _childEnded = SignalDescriptor.ForChildren();

    public PollEntry Watch() => new(_childEnded.Number, PollEntry.In);

    public void Handle(int rootPid)
    {
        SignalDescriptor.Drain(_childEnded);
        int pid;
        while ((pid = ChildProcess.PeekAny()) != 0 && pid != rootPid) _ = ChildProcess.Reap(pid);
        // The root's zombie, being the eldest child, hides all others from now on.
        if (pid == rootPid) ReapListed(rootPid);
    }

    private static void ReapListed(int rootPid)
    {
        try
        {
            foreach (var child in ChildProcess.All())
                if (child != rootPid)
                    _ = ChildProcess.Reap(child);
        }
        catch (PosixException)
        {
            // No descriptor or no /proc to read the list from: the zombies go with the keeper.
        }
    }

    public void Dispose() => _childEnded.Dispose();
}
