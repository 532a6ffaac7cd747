using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class DeadlineTests
{
    [Fact]
    public void Should_end_a_plain_command_by_sigterm_even_without_grace_time()
    {
        using var job = KeptJob.Start(Orders.Run("/bin/sleep", "1000").WithTimeout(0.1, 0));
        var record = job.Finish();
        Assert.Equal((15, "timeout"), (record.Signal, record.Cause));
        Assert.True(record.DurationMs >= 100);
    }

    [Fact]
    public void Should_kill_after_the_grace_time_what_ignores_sigterm()
    {
        using var job = KeptJob.Start(Orders.Tool("ignore 15 1000000").WithTimeout(0.5, 0.3));
        var record = job.Finish();
        Assert.Equal((9, "timeout"), (record.Signal, record.Cause));
        Assert.True(record.DurationMs >= 800);
    }

    [Fact]
    public void Should_not_let_the_grace_time_delay_a_command_that_obeys()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 15 7").WithTimeout(0.5, 1000));
        var record = job.Finish();
        Assert.Equal((7, null, "timeout"), (record.ExitCode, record.Signal, record.Cause));
    }

    [Fact]
    public void Should_keep_the_deadline_without_any_host()
    {
        using var job = KeptJob.Start(Orders.Run("/bin/sleep", "1000").WithTimeout(0.2, 0)).UntilStarted();
        job.LoseHost();
        job.UntilKeeperLeft();
        Assert.Equal((15, "timeout"), (job.Folder.ExitRecord().Signal, job.Folder.ExitRecord().Cause));
    }

    [Fact]
    public void Should_wake_a_stopped_command_for_its_sigterm()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 15 7").WithTimeout(1, 1000)).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Signal(19);
        Assert.Equal((7, "timeout"), (job.UntilExited() is var end ? end.ExitCode : null, end.Cause));
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_kill_group_members_that_ignore_sigterm_and_hold_the_output()
    {
        using var job = KeptJob.Start(Orders.Tool("hold ignore 15 1000000 -- sleep 1000000").WithTimeout(0.5, 0.6)).UntilStarted();
        Assert.Equal(15, job.UntilExited().Signal);
        Assert.False(job.UntilSettled().OutputComplete);
        Assert.True(job.UntilSettled().OutputComplete);
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_not_touch_a_command_that_ends_in_time()
    {
        using var job = KeptJob.Start(Orders.Run("/bin/true").WithTimeout(1000, 1000));
        Assert.Equal((0, null), (job.Finish() is var end ? end.ExitCode : null, end.Cause));
    }
}
