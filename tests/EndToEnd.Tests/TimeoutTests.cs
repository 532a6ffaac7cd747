using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Deadlines (contract A10, B6).</summary>
public sealed class TimeoutTests : SandboxTest
{
    [Fact]
    public void Should_kill_a_job_that_ignores_the_first_signal()
    {
        var run = Cli.Ok("run", "--wait", "--timeout", "300", "--kill-after", "200", "--", "trap '' TERM; echo ready; while :; do sleep 1; done");
        Assert.Equal(("killed", "9", "timeout", true), (run.State, run.Text("signal"), run.Text("reason"), run.Flag("timed_out")));
        Assert.InRange(Box.State(run.JobId).GetProperty("result").GetProperty("duration_ms").GetInt64(), 500, 2000);
    }

    [Fact]
    public void Should_let_a_job_that_traps_the_signal_choose_its_exit_code()
    {
        var run = Cli.Ok("run", "--wait", "--timeout", "300", "--kill-after", "10000", "--", "trap 'exit 7' TERM; while :; do sleep 0.05; done");
        Assert.Equal(("exited", 7L, "timeout", true), (run.State, run.Number("exit_code"), run.Text("reason"), run.Flag("timed_out")));
    }

    [Fact]
    public void Should_kill_at_once_after_the_first_signal_without_kill_after()
    {
        var run = Cli.Ok("run", "--wait", "--timeout", "300", "--", "trap '' TERM; while :; do sleep 1; done");
        Assert.Equal(("killed", "9"), (run.State, run.Text("signal")));
    }

    [Fact]
    public void Should_end_the_whole_group_at_the_deadline()
    {
        var run = Cli.Ok("run", "--wait", "--timeout", "300", "--", "sleep 61 & sleep 62 & wait");
        Assert.Equal("timeout", run.Text("reason"));
    }

    [Fact]
    public void Should_not_time_out_a_job_that_ends_in_time()
    {
        var run = Cli.Ok("run", "--wait", "--timeout", "20000", "--", "true");
        Assert.False(run.Has("timed_out"));
        Assert.Equal("exited", run.Text("reason"));
    }

    [Fact]
    public void Should_keep_the_deadline_when_the_host_dies()
    {
        var job = Cli.Launch("--timeout", "1500", "--", "sleep", "60");
        Sandbox.KillHard(Box.Host());
        var wait = Cli.Ok("wait", job);
        Assert.Equal(("killed", "timeout"), (wait.State, wait.Text("reason")));
        Assert.InRange(Box.State(job).GetProperty("result").GetProperty("duration_ms").GetInt64(), 1500, 2500);
    }

    [Fact]
    public void Should_answer_a_wait_whose_time_is_over_with_running()
    {
        var job = Cli.Launch("--", "sleep 600");
        var wait = Cli.Ok("wait", "--timeout-ms", "200", job);
        Assert.Equal("running", wait.State);
        Assert.InRange(wait.Took.TotalMilliseconds, 200, 5000);
        Box.Finish(job);
    }
}
