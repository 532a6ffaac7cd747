using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class EndTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(143)]
    [InlineData(255)]
    public void Should_record_the_exact_exit_code(int code)
    {
        using var job = KeptJob.Start(Orders.Tool($"exit {code}"));
        var record = job.Finish();
        Assert.Equal((code, null, null), (record.ExitCode, record.Signal, record.Cause));
        Assert.True(record.OutputComplete);
        Assert.Equal(0, job.KeeperExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(15)]
    [InlineData(34)]
    public void Should_record_the_exact_signal(int signal)
    {
        using var job = KeptJob.Start(Orders.Tool($"die {signal}"));
        var record = job.Finish();
        Assert.Equal((null, signal, null), (record.ExitCode, record.Signal, record.Cause));
    }

    [Fact]
    public void Should_write_the_record_before_it_tells_and_leave_a_tidy_directory()
    {
        using var job = KeptJob.Start("/bin/echo", "hello");
        job.UntilStarted();
        var exited = job.UntilExited();
        var settled = job.UntilSettled();
        Assert.Equal(settled, job.Folder.ExitRecord());
        Assert.Equal(exited.FinishedAtUnixMs, settled.FinishedAtUnixMs);
        Assert.Equal((6, 0, 0), (settled.StdoutBytes, settled.StderrBytes, settled.DroppedBytes));
        Assert.InRange(settled.PeakMemoryBytes, 100_000, 100_000_000);
        Assert.Equal(job.Started.Pid, settled.Pid);
        job.UntilKeeperLeft();
        var names = Directory.EnumerateFiles(job.Folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["exit.json", "full.log", "keeper.lock", "stderr.log", "stdout.log"], names);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(job.Folder["exit.json"]));
    }

    [Fact]
    public void Should_hold_the_lock_while_it_lives_and_not_let_the_command_inherit_it()
    {
        using var job = KeptJob.Start(Orders.Tool("hold trap 15 0 -- exit 0"));
        job.UntilStarted();
        Assert.True(job.Folder.IsLocked());
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        ProcessTable.Kill(job.KeeperPid);
        job.UntilKeeperLeft();
        Assert.False(job.Folder.IsLocked());
        foreach (var pid in ProcessTable.LivingMembers(job.Started.Pid))
        {
            ProcessTable.Kill(pid);
            ProcessTable.AwaitEnd(pid);
        }
    }

    [Fact]
    public void Should_outlive_a_polite_signal_that_is_meant_for_everybody()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 10 5")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        foreach (var signal in (int[])[1, 2, 3, 13, 15]) Assert.True(Posix.Processes.SignalGroup(job.KeeperPid, signal));
        job.Signal(10);
        Assert.Equal(5, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal(0, job.KeeperExitCode);
    }

    [Fact]
    public void Should_do_nothing_when_the_host_dies_before_the_whole_order()
    {
        using var job = KeptJob.Start((LaunchOrder?)null);
        job.Link.SendRaw(new KeeperFrame(KeeperFrameKind.Launch, Orders.Run("/bin/true").Encode()).Encode().AsSpan()[..^1]);
        job.LoseHost();
        job.UntilKeeperLeft();
        Assert.Equal(0, job.KeeperExitCode);
        Assert.False(File.Exists(job.Folder["exit.json"]));
    }

    [Theory]
    [InlineData("FFFFFFFFFF")]
    [InlineData("0000000000")]
    [InlineData("0200000001FF")]
    [InlineData("0600000002" + "0F00000001")]
    public void Should_do_nothing_for_an_order_that_makes_no_sense(string hex)
    {
        using var job = KeptJob.Start((LaunchOrder?)null);
        job.Link.SendRaw(Convert.FromHexString(hex));
        job.UntilKeeperLeft();
        Assert.Equal(3, job.KeeperExitCode);
        Assert.False(File.Exists(job.Folder["exit.json"]));
    }

    [Fact]
    public void Should_keep_the_job_and_tell_its_end_when_the_directory_is_deleted()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 10 5")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        Nodes.RemoveTree(job.Folder.Path);
        job.Signal(10);
        Assert.Equal(5, job.UntilExited().ExitCode);
        Assert.Equal((14, true), (job.UntilSettled() is var end ? end.StdoutBytes : 0, end.OutputComplete));
        job.UntilKeeperLeft();
        Assert.Equal(0, job.KeeperExitCode);
    }
}
