namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B5_Kill : InWorld
{
    private const string Deaf = "trap '' TERM; echo deaf; while :; do sleep 1; done";

    [Fact]
    public void B5_1_end()
    {
        var kill = Ok("kill", Launch("--", "exec sleep 600"));
        kill.BeginsWith("schema_version", "ok", "type", "job_id", "signal", "state");
        Assert.Equal(("killed", "killed", false), (kill.Text("state"), kill.Text("reason"), kill.Has("exit_code")));
    }

    [Fact]
    public void B5_2_limit()
    {
        var job = Launch("--", Deaf);
        UntilSaid(job, "deaf");
        var kill = Run("kill", "--wait-ms", "300", job);
        Assert.Equal("running", kill.Ok().Text("state"));
        Assert.InRange(kill.Took.TotalMilliseconds, 300, 5000);
        kill = Run("kill", "--wait-ms", "0", job);
        Assert.InRange(kill.Took.TotalMilliseconds, 0, 1500);
        kill = Run("kill", job);
        Assert.InRange(kill.Took.TotalMilliseconds, 2000, 6000);
    }

    [Theory]
    [InlineData("SIGTERM", "TERM", "15")]
    [InlineData("sigint", "INT", "2")]
    [InlineData("hup", "HUP", "1")]
    [InlineData("9", "KILL", "9")]
    [InlineData("10", "USR1", "10")]
    public void B5_3_names(string given, string name, string number)
    {
        var job = Launch("--", "exec sleep 600");
        Assert.Equal((name, "killed"), (Ok("kill", "--signal", given, job) is var kill ? kill.Text("signal") : "", kill.Text("state")));
        Assert.Equal(number, State(job).Text("result.signal"));
    }

    [Theory]
    [InlineData("NOPE")]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("-9")]
    [InlineData("")]
    public void B5_4_unknown(string signal)
    {
        var job = Launch("--", "exec sleep 600");
        Usage("kill", $"--signal={signal}", job);
        Assert.Equal("running", Ok("wait", "--timeout-ms", "100", job).Text("state"));
    }

    [Fact]
    public void B5_5_straight_after_run()
    {
        for (var i = 0; i < 10; i++)
        {
            var job = Launch("--", "exec sleep 600");
            Assert.Equal(("killed", "killed"), (Ok("kill", job) is var kill ? kill.Text("state") : "", kill.Text("reason")));
        }
    }

    [Fact]
    public void B5_6_trapped()
    {
        var job = Launch("--", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.02; done");
        UntilSaid(job, "ready");
        var kill = Ok("kill", job);
        Assert.Equal(("exited", 7L), (kill.Text("state"), kill.Number("exit_code")));
        Assert.Equal("exited", State(job).Text("job.status"));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B6_Ends : InWorld
{
    [Fact]
    public void B6_1_descendants()
    {
        var run = Wait("--", "sleep 600 & echo hi");
        Assert.Equal(("exited", false), (run.Text("state"), run.Flag("output_complete")));
        Assert.InRange(run.Number("waited_ms"), 0, 5000);
        Shell($"kill $(cat /proc/*/stat 2>/dev/null | awk '$6 == {State(run.Text("job_id")).Raw("pid")} {{print $1}}')");
    }

    [Fact]
    public void B6_2_captured_afterwards()
    {
        var run = Wait("--", "(sleep 1; echo late) & echo hi");
        Assert.False(run.Flag("output_complete"));
        LogWatch.Until(JobFile(run.Text("job_id"), "state.json"), () => State(run.Text("job_id")).Flag("output_complete"));
        Assert.Equal("hi\nlate\n", Log(run.Text("job_id")));
        Assert.True(Ok("status", run.Text("job_id")).Flag("output_complete"));
    }

    [Fact]
    public void B6_3_kill_after()
    {
        var run = Wait("--timeout", "200", "--kill-after", "60000", "--", "exec sleep 600");
        Assert.Equal("killed", run.Text("state"));
        Assert.InRange(run.Number("waited_ms"), 200, 5000);
    }

    [Fact]
    public void B6_4_timeout()
    {
        var run = Wait("--timeout", "200", "--", "exec sleep 600");
        foreach (var answer in (Json[])[run, Ok("status", run.Text("job_id")), Ok("wait", run.Text("job_id")), State(run.Text("job_id"))])
            Assert.Equal((true, "timeout"), (answer.Flag("timed_out"), answer.Text("reason")));
        Assert.False(Wait("--timeout", "60000", "--", "true").Has("timed_out"));
    }

    [Fact]
    public void B6_5_reasons()
    {
        Assert.Equal("exited", Wait("--", "exit 1").Text("reason"));
        Assert.Equal("signaled", Wait("--", "kill -TERM $$").Text("reason"));
        Assert.Equal("timeout", Wait("--timeout", "100", "--", "exec sleep 600").Text("reason"));
        Assert.Equal("launch_failed", Wait("--cwd", "nowhere", "--", "true").Text("reason"));
        Assert.Equal("killed", Ok("kill", Launch("--", "exec sleep 600")).Text("reason"));
        Assert.Equal("lost", Ok("status", Fixtures.Copy(this, "running-dead-pid")).Text("reason"));
    }

    [Fact]
    public void B6_6_signal()
    {
        var state = State(Ended("--", "kill -USR2 $$"));
        Assert.Equal(("12", "USR2"), (state.Text("result.signal"), state.Text("signal_name")));
    }
}
