using System.Runtime.InteropServices;
using AgentExec.Posix;

namespace AgentExec.Client.Bridging;

/// <summary>
/// Ties a child process to this one, as <c>agent-exec bridge</c> does: a signal that asks this process to end goes to the child, and this process lives on to see how
/// the child ends. With the child's end, or with <see cref="Dispose"/>, the handlers are gone and signals mean what they meant before. Safe for several threads.
/// </summary>
/// <remarks>
/// A child in the foreground group of this process's terminal has SIGINT and SIGQUIT of the keyboard already; they are not sent to it again. The child is never
/// reaped here: that stays with whoever started it. When this process is killed with SIGKILL nobody is left to pass anything on: let <c>agent-exec bridge</c> start the
/// child where that matters.
/// </remarks>
public sealed class ChildProcessBridge : IDisposable
{
    private const int WatcherStackBytes = 128 * 1024;

    private readonly Lock _turn = new();
    private readonly List<PosixSignalRegistration> _handlers = [];
    private readonly TaskCompletionSource _detached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChildBridgeOptions _options;
    private readonly int _pid;
    private readonly FileDescriptor? _child, _woken, _wake;

    private ChildProcessBridge(int pid, FileDescriptor? child, ChildBridgeOptions options)
    {
        (_pid, _child, _options) = (pid, child, options);
        if (child is null)
        {
            _detached.SetResult();
            return;
        }

        (_woken, _wake) = FileDescriptor.Pipe();
        try
        {
            foreach (var signal in options.Signals) _handlers.Add(PosixSignalRegistration.Create(signal, Forward));
        }
        catch
        {
            Close();
            throw;
        }

        new Thread(Watch, WatcherStackBytes) { IsBackground = true, Name = $"bridge to {pid}" }.Start();
    }

    /// <summary>Completes when nothing is passed on any more and no handler is left.</summary>
    public Task Detached => _detached.Task;

    /// <summary>Passes signals on from now until the child has ended.</summary>
    /// <param name="childPid">A child of this process. One that has ended already is no error: the bridge is detached then.</param>
    /// <param name="options">Which signals; the usual ones when null.</param>
    /// <exception cref="ArgumentException">The process is somebody else's child, or a signal cannot be passed on.</exception>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    public static ChildProcessBridge Attach(int childPid, ChildBridgeOptions? options = null)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("a child process can only be bridged on Linux");
        ArgumentOutOfRangeException.ThrowIfLessThan(childPid, 2);
        foreach (var signal in options?.Signals ?? []) _ = Number(signal);
        var child = PidFd.TryOpen(childPid);
        // Looked at through the descriptor: a number that was given to somebody else meanwhile is no child of ours.
        if (child is null || ProcessStat.TryRead(childPid) is not { HasEnded: false } stat)
        {
            child?.Dispose();
            return new ChildProcessBridge(childPid, null, options ?? new ChildBridgeOptions());
        }

        if (stat.Parent == Environment.ProcessId) return new ChildProcessBridge(childPid, child, options ?? new ChildBridgeOptions());
        child.Dispose();
        throw new ArgumentException($"process {childPid} is no child of this process", nameof(childPid));
    }

    /// <summary>Passes nothing on any more. The child is left alone.</summary>
    public void Dispose()
    {
        lock (_turn)
            if (_wake is { IsOpen: true })
                _wake.Dispose();
        _detached.Task.Wait();
    }

    private void Forward(PosixSignalContext context)
    {
        lock (_turn)
        {
            // The default would end this process now. When the child has ended meanwhile the default is right again.
            if (_child is not { IsOpen: true } child) return;
            context.Cancel = true;
            if (TerminalKeys.Reach(context.Signal, ProcessStat.TryRead(Environment.ProcessId), ProcessStat.TryRead(_pid), ProcessStat.ForegroundGroup())) return;
            PidFd.Signal(child, Number(context.Signal));
        }

        _options.OnForwarded?.Invoke(context.Signal);
    }

    private void Watch()
    {
        PollEntry[] entries = [new(_child!.Number, PollEntry.In), new(_woken!.Number, PollEntry.In)];
        while (Poller.Wait(entries, -1) == 0)
        {
            // Interrupted.
        }

        Close();
        _detached.SetResult();
    }

    private void Close()
    {
        // Not under the lock: a handler that runs waits for it, and a registration may wait for its handler.
        foreach (var handler in _handlers) handler.Dispose();
        lock (_turn)
        {
            _child!.Dispose();
            _woken!.Dispose();
            if (_wake!.IsOpen) _wake.Dispose();
        }
    }

    private static int Number(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => ProcessSignals.HangUp,
        PosixSignal.SIGINT => ProcessSignals.Interrupt,
        PosixSignal.SIGQUIT => ProcessSignals.Quit,
        PosixSignal.SIGTERM => ProcessSignals.Terminate,
        _ => (int)signal > 0 ? (int)signal : throw new ArgumentException($"{signal} cannot be passed on"),
    };
}
