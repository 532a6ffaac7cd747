using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AgentExec.Client.Bridging;
using AgentExec.Posix;

namespace AgentExec.EndToEnd.Tests;

/// <summary>The client library's bridge, in this very process: signals that it gets go to the child, as long as there is one.</summary>
[Collection("signals of this process")]
public sealed class ChildProcessBridgeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("agent-exec-bridge-").FullName;

    [Theory]
    [InlineData(PosixSignal.SIGTERM, 15)]
    [InlineData(PosixSignal.SIGINT, 2)]
    [InlineData(PosixSignal.SIGHUP, 1)]
    [InlineData(PosixSignal.SIGQUIT, 3)]
    public async Task Should_pass_the_signal_on_and_detach_when_the_child_has_ended(PosixSignal signal, int number)
    {
        var before = Caught(number);
        var forwarded = new TaskCompletionSource<PosixSignal>();
        using var child = Start($"trap 'exit {40 + number}' {number}");
        using var bridge = ChildProcessBridge.Attach(child.Id, new ChildBridgeOptions { OnForwarded = forwarded.SetResult });
        Assert.True(Caught(number));
        Assert.False(bridge.Detached.IsCompleted);
        SignalSelf(number);
        Assert.Equal(signal, await forwarded.Task.WaitAsync(Patience.Limit));
        await child.WaitForExitAsync().WaitAsync(Patience.Limit);
        Assert.Equal(40 + number, child.ExitCode);
        await bridge.Detached.WaitAsync(Patience.Limit);
        Assert.Equal(before, Caught(number));
    }

    [Fact]
    public async Task Should_leave_the_child_alone_when_it_is_disposed()
    {
        var before = Caught(1);
        using var child = Start("trap 'exit 7' HUP");
        var bridge = ChildProcessBridge.Attach(child.Id);
        bridge.Dispose();
        bridge.Dispose();
        Assert.True(bridge.Detached.IsCompleted);
        Assert.Equal(before, Caught(1));
        Assert.False(child.HasExited);
        child.Kill();
        await child.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Should_hold_nothing_of_its_own_after_many()
    {
        using var child = Start("trap 'exit 7' HUP");
        ChildProcessBridge.Attach(child.Id).Dispose();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 200; i++) ChildProcessBridge.Attach(child.Id).Dispose();
        // Other tests open files too, but not two hundred times two.
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 150);
        child.Kill();
        await child.WaitForExitAsync().WaitAsync(Patience.Limit);
        Assert.True(ChildProcessBridge.Attach(child.Id).Detached.IsCompleted);
    }

    [Fact]
    public void Should_refuse_what_is_no_child_of_this_process() =>
        Assert.Throws<ArgumentException>(() => ChildProcessBridge.Attach(ProcessTable.ParentOf(Environment.ProcessId)));

    [Fact]
    public void Should_refuse_signals_that_cannot_be_passed_on()
    {
        using var child = Start("trap 'exit 7' HUP");
        Assert.Throws<ArgumentException>(() => ChildProcessBridge.Attach(child.Id, new ChildBridgeOptions { Signals = [PosixSignal.SIGCHLD] }));
        child.Kill();
        child.WaitForExit();
    }

    public void Dispose() => Nodes.RemoveTree(_directory);

    // Says that it is prepared by a file: its streams are this process's.
    private Process Start(string script)
    {
        var ready = Path.Combine(_directory, "ready");
        var child = Process.Start("/bin/sh", ["-c", $"{script}; echo ready > {ready}; while :; do sleep 0.02; done"]);
        LogWatch.UntilContains(ready, "ready");
        return child;
    }

    private static void SignalSelf(int signal)
    {
        using var self = PidFd.TryOpen(Environment.ProcessId)!;
        Assert.True(PidFd.Signal(self, signal));
    }

    // Whether this process handles the signal.
    private static bool Caught(int signal)
    {
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))["SigCgt:".Length..];
        return (ulong.Parse(mask.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (signal - 1))) != 0;
    }
}
