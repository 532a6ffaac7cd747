using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Client.Hosts;

/// <summary>Ends a host so that another can take its place. Its pid may be another process's by now, so it is signalled by a descriptor that means one process.</summary>
internal sealed class HostHandover(string root, HostLocator locator)
{
    private const int Terminate = 15, Kill = 9;

    // A host stops within some tens of milliseconds. One that does not is stopped or hung: SIGTERM alone would not end it.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    /// <summary>Has an older host make way. Returns when it has ended; its lock, port and log are free then. Only under the start lock.</summary>
    /// <exception cref="Contracts.Errors.AgentExecException">It has not ended in time.</exception>
    public void End(HostEndpoint host, TimeSpan patience)
    {
        var identity = new ProcessIdentity(host.Pid, host.StartTicks, host.BootId);
        if (!TryEnd(identity, Terminate, patience) && locator.IsAlive) throw HostMeetings.Stays(root, host, patience);
    }

    /// <summary>
    /// Ends a host that answers nobody: SIGTERM, then SIGKILL. Nothing is lost: jobs go on with their keepers. Only under the start lock.
    /// </summary>
    /// <returns>Whether it has ended.</returns>
    public static bool Force(ProcessIdentity host, TimeSpan patience) => TryEnd(host, Terminate, StopTime) || TryEnd(host, Kill, patience);

    private static bool TryEnd(ProcessIdentity host, int signal, TimeSpan patience)
    {
        using var process = PidFd.TryOpen(host.Pid);
        // Looked at after it was opened: what is alive with that start time is what the descriptor means.
        if (process is null || !host.IsAlive()) return true;
        PidFd.Signal(process, signal);
        return Poller.WaitReadable(process, patience);
    }
}
