using AgentExec.Posix;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>A process that hangs, by SIGSTOP, until this is disposed.</summary>
internal sealed class StoppedProcess : IDisposable
{
    private const int Stop = 19, Continue = 18;

    private readonly FileDescriptor _process;

    public StoppedProcess(int pid)
    {
        _process = PidFd.TryOpen(pid) ?? throw new InvalidOperationException($"process {pid} is gone");
        PidFd.Signal(_process, Stop);
        Patience.Until(() => ProcessTable.StateOf(pid) == 'T', $"process {pid} is stopped");
    }

    public void Dispose()
    {
        PidFd.Signal(_process, Continue);
        _process.Dispose();
    }
}
