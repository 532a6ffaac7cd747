using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Client.Hosts;

/// <summary>Has an older host make way: its pid may be somebody else's by now, so it is signalled by a descriptor that means one process.</summary>
internal sealed class HostHandover(string root, HostLocator locator)
{
    private const int Terminate = 15;

    /// <summary>Returns when the host has ended; its lock, port and log are free then. Only under the start lock.</summary>
    /// <exception cref="Contracts.Errors.AgentExecException">It has not ended in time.</exception>
    public void End(HostEndpoint host, TimeSpan patience)
    {
        using var process = PidFd.TryOpen(host.Pid);
        // Looked at after it was opened: what is alive with that start time is what the descriptor means.
        if (process is null || !new ProcessIdentity(host.Pid, host.StartTicks, host.BootId).IsAlive()) return;
        PidFd.Signal(process, Terminate);
        if (!Poller.WaitReadable(process, patience) && locator.IsAlive) throw HostMeetings.Stays(root, host, patience);
    }
}
