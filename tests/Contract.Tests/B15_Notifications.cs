namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B15_Notifications : Notifications
{
    [Fact]
    public void B3_7_failed_launch_is_notified()
    {
        Ended("--cwd", "nowhere", "--notify-file", "f.ndjson", "--", "true");
        Assert.Equal("failed", Assert.Single(Lines(InWork("f.ndjson"), 1)).Text("state"));
    }

    [Fact]
    public void B13_6_masked_in_answers()
    {
        var run = Wait("--env", "S=top-secret", "--mask", "S", "--notify-file", "f.ndjson", "--", "true");
        Assert.DoesNotContain("top-secret", Run("notify", "set", run.Text("job_id"), "--command", "true").Ok().ToString());
        Assert.DoesNotContain("top-secret", Assert.Single(Lines(InWork("f.ndjson"), 1)).ToString());
    }

    [Fact]
    public void B15_1_side_by_side()
    {
        var job = Ended("--notify-command", UntilGo, "--notify-file", "f.ndjson", "--", "true");
        Assert.Single(Lines(InWork("f.ndjson"), 1));
        Go();
        Assert.All(Delivered(job, 2).Items("delivery_results"), result => Assert.True(result.Flag("success")));
    }

    [Fact]
    public void B15_2_time_limit()
    {
        var job = Ended("--notify-timeout", "300", "--notify-command", "sleep 600", "--", "true");
        var result = Assert.Single(Delivered(job, 1).Items("delivery_results"));
        Assert.False(result.Flag("success"));
        Assert.NotEqual("", result.Text("error"));
    }

    [Fact]
    public void B15_3_late_rather_than_never()
    {
        var job = Ended("--notify-command", $"echo begun >>{InWork("begun")}; {UntilGo}; cat >>{InWork("done")}", "--notify-file", "f.ndjson", "--", "true");
        LogWatch.UntilContains(InWork("begun"), "begun");
        Assert.Single(Lines(InWork("f.ndjson"), 1));
        Processes.Kill(Ok("host", "status").Number("pid"));
        Go();
        Ok("host", "start");
        Assert.All(Delivered(job, 2).Items("delivery_results"), result => Assert.True(result.Flag("success")));
        Assert.Contains("job.finished", File.ReadAllText(InWork("done")));
    }

    [Fact]
    public void B15_4_recorded_is_not_repeated()
    {
        var job = Ended("--notify-file", "f.ndjson", "--", "true");
        Delivered(job, 1);
        Processes.Kill(Ok("host", "status").Number("pid"));
        Ok("host", "start");
        Ok("list");
        Ok("status", job);
        Assert.Single(Lines(InWork("f.ndjson"), 1));
    }

    [Fact]
    public void B15_5_reason_of_a_failure()
    {
        var job = Ended("--notify-command", "echo no such chat >&2; exit 3", "--", "true");
        var result = Assert.Single(Delivered(job, 1).Items("delivery_results"));
        Assert.Equal(3, result.Number("exit_code"));
        Assert.Contains("no such chat", result.Raw());
    }

    [Fact]
    public void B15_6_sinks_do_not_slow_the_workload()
    {
        var job = Launch("--", $"{UntilGo}; for i in 1 2 3 4 5 6; do echo hit; done");
        Ok("notify", "set", job, "--output-pattern", "hit", "--output-command", "sleep 1");
        Go();
        Ok("wait", job);
        Assert.InRange(State(job).Number("result.duration_ms"), 0, 5000);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=x)")]
    [InlineData("(a)\\1")]
    public void B15_7_bad_regex(string pattern)
    {
        var job = Ended("--", "true");
        Assert.NotEqual(0, Run("notify", "set", job, "--output-pattern", pattern, "--output-match-type", "regex").ExitCode);
        Assert.False(Meta(job).Has("notification"));
    }
}
