using System.Diagnostics;
using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class SignalTests
{
    [Fact]
    public void Should_obey_an_order_that_came_with_the_launch()
    {
        using var job = KeptJob.Start((LaunchOrder?)null);
        job.Link.SendRaw([
            .. new KeeperFrame(KeeperFrameKind.Launch, Orders.Run("/bin/sleep", "1000").Encode()).Encode(),
            .. new SignalOrder(9, SignalCause.Kill).ToFrame().Encode()]);
        Assert.Equal((9, "kill"), (job.Finish() is var end ? end.Signal : null, end.Cause));
    }

    [Fact]
    public void Should_reach_the_whole_group()
    {
        using var job = KeptJob.Start(Orders.Tool("hold sleep 1000000 -- sleep 1000000")).UntilStarted();
        job.Signal(15);
        Assert.Equal(15, job.UntilExited().Signal);
        while (!job.UntilSettled().OutputComplete)
        {
            // The descendant was still being started when the signal came.
            job.Signal(9);
        }

        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_still_reach_group_members_after_the_root_ended_without_blaming_the_signal_for_its_end()
    {
        using var job = KeptJob.Start(Orders.Tool("hold sleep 1000000 -- exit 4")).UntilStarted();
        Assert.Equal(4, job.UntilExited().ExitCode);
        Assert.False(job.UntilSettled().OutputComplete);
        job.Signal(9);
        var last = job.UntilSettled();
        Assert.Equal((true, 4, null), (last.OutputComplete, last.ExitCode, last.Cause));
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_say_timeout_when_both_a_kill_and_the_time_ended_it()
    {
        using var job = KeptJob.Start(Orders.Tool("ignore 15 1000000")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Signal(15);
        job.Signal(9, SignalCause.Timeout);
        Assert.Equal((9, "timeout"), (job.UntilExited() is var end ? end.Signal : null, end.Cause));
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_reap_adopted_orphans_while_the_command_runs()
    {
        var order = Orders.Shell("i=0; while [ $i -lt 20 ]; do (/bin/true &); i=$((i+1)); done; echo made; exec sleep 1000");
        using var job = KeptJob.Start(order).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "made");
        AwaitNoZombies(job);
        job.Signal(9);
        Assert.Equal(9, job.UntilExited().Signal);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_reap_adopted_orphans_behind_the_zombie_of_the_root()
    {
        const string orphans = "i=0; while [ $i -lt 20 ]; do (/bin/true &); i=$((i+1)); done; echo made; exec sleep 1000";
        using var job = KeptJob.Start(Orders.Shell($"sh -c '{orphans}' & exit 0")).UntilStarted();
        Assert.False((job.UntilExited(), job.UntilSettled()).Item2.OutputComplete);
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "made");
        AwaitNoZombies(job, job.Started.Pid);
        job.Signal(9);
        Assert.True(job.UntilSettled().OutputComplete);
        job.UntilKeeperLeft();
    }

    [Theory]
    [InlineData(15)]
    [InlineData(9)]
    public void Should_reach_every_descendant_with_one_order_and_the_group_with_the_next(int signal)
    {
        const string escaped = "setsid sh -c 'echo $$ >> pids; sleep 1000000' & (setsid setsid sh -c 'echo $$ >> pids; exec sleep 1000000' &)";
        var folder = new JobFolder();
        var order = Orders.Shell($"{escaped}; trap '' 15; echo $$ >> pids; while :; do sleep 1; done") with { WorkingDirectory = Encoding.UTF8.GetBytes(folder.Path) };
        using var job = KeptJob.Start(order, folder).UntilStarted();
        LogWatch.Until(folder["pids"], () => File.Exists(folder["pids"]) && File.ReadAllLines(folder["pids"]).Length == 3);
        var escapees = File.ReadAllLines(folder["pids"]).Select(int.Parse).Where(pid => pid != job.Started.Pid).ToList();
        job.Link.Send(new KeeperFrame(KeeperFrameKind.NextToTree, []));
        job.Signal(signal);
        foreach (var pid in escapees) ProcessTable.AwaitEnd(pid);
        // It was for that one order only.
        if (signal == 15) job.Signal(9);
        Assert.Equal(9, job.UntilExited().Signal);
        while (!job.UntilSettled().OutputComplete) job.Signal(9);
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_not_stay_for_descendants_that_hold_nothing()
    {
        using var job = KeptJob.Start(Orders.Tool("orphan sleep 1000000 -- exit 0"));
        Assert.Equal(0, job.Finish().ExitCode);
        foreach (var pid in ProcessTable.LivingMembers(job.Started.Pid))
        {
            ProcessTable.Kill(pid);
            ProcessTable.AwaitEnd(pid);
        }
    }

    /// <summary>Each round is one exchange with the keeper, which looks for ended children before it looks at its links.</summary>
    private static void AwaitNoZombies(KeptJob job, params int[] kept)
    {
        var start = Stopwatch.GetTimestamp();
        while (ProcessTable.Zombies(job.KeeperPid).Except(kept).Any())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience.Limit, "zombies stay");
            using var host = HostSide.Connect(job.Folder.Path);
            Assert.Equal(KeeperFrameKind.Started, host.Next()?.Kind);
        }
    }
}
