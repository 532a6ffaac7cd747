using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Kernel;

/// <summary>The true end of a process, from whoever held it, before and after its parent took it away (faults 3, 8, 31, 35).</summary>
public sealed class ProcessWitnessTests
{
    [SkippableTheory]
    [InlineData("exit 0", 0, null)]
    [InlineData("exit 7", 7, null)]
    [InlineData("exit 255", 255, null)]
    [InlineData("kill -9 $$", null, 9)]
    [InlineData("kill -13 $$", null, 13)]
    public void Should_tell_how_a_process_ended_while_it_is_a_zombie_and_when_it_was_reaped(string script, int? code, int? signal)
    {
        var pid = Spawn(script);
        using var witness = Hold(pid);
        ProcessTable.AwaitEnd(pid);
        Assert.Equal('Z', ProcessTable.StateOf(pid));
        var (ended, zombie) = witness.Look();
        Assert.Equal((true, code, signal), (ended, zombie?.ExitCode, zombie?.Signal));
        _ = ChildProcess.Reap(pid);
        (ended, var reaped) = witness.Look();
        Assert.True(ended);
        Skip.If(reaped is null && Environment.OSVersion.Version < new Version(6, 15), "this kernel does not tell the end of a process that was reaped");
        Assert.Equal((code, signal), (reaped?.ExitCode, reaped?.Signal));
    }

    [Fact]
    public void Should_say_that_a_process_lives()
    {
        var pid = Spawn("exec sleep 1000");
        using var witness = Hold(pid);
        Assert.Equal((false, null), witness.Look());
        ProcessTable.Kill(pid);
        ProcessTable.AwaitEnd(pid);
        _ = ChildProcess.Reap(pid);
    }

    [Fact]
    public void Should_take_hold_of_nobody_else()
    {
        var pid = Spawn("exec sleep 1000");
        var own = ProcessIdentity.Of(pid)!;
        Assert.Null(ProcessWitness.TryHold(own with { StartTicks = own.StartTicks - 1 }));
        Assert.Null(ProcessWitness.TryHold(own with { BootId = "another boot" }));
        var stat = ProcessStat.TryRead(pid)!.Value;
        Assert.False(ProcessSignals.TrySignal(stat with { StartTicks = stat.StartTicks - 1 }, 9));
        Assert.True(ProcessTable.IsAlive(pid));
        Assert.True(ProcessSignals.TrySignal(stat, 9));
        ProcessTable.AwaitEnd(pid);
        _ = ChildProcess.Reap(pid);
        Assert.False(ProcessSignals.TrySignal(stat, 9));
        Assert.Null(ProcessWitness.TryHold(own));
    }

    private static ProcessWitness Hold(int pid) =>
        ProcessWitness.TryHold(new ProcessIdentity(pid, ProcessStat.TryRead(pid)!.Value.StartTicks, ProcessIdentity.CurrentBootId))!;

    private static int Spawn(string script) => Spawner.Spawn(new SpawnRequest
    {
        Program = "/bin/sh", Arguments = [.. new[] { "sh", "-c", script }.Select(SpawnRequest.Bytes)], Environment = [],
    });
}
