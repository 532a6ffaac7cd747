namespace AgentExec.Contract.Tests;

public sealed class A8_States : InWorld
{
    [Fact]
    public void A8_1_unknown()
    {
        var job = Fixtures.Copy(this, "no-state");
        var row = Assert.Single(Ok("list", "--all").Items("jobs"));
        Assert.Equal((job, "unknown"), (row.Text("job_id"), row.Text("state")));
    }

    [Fact]
    public void A8_2_exited()
    {
        var run = Wait("--", "exit 3");
        Assert.Equal(("exited", 3L), (run.Text("state"), run.Number("exit_code")));
        Assert.Equal(("exited", 3L), (State(run.Text("job_id")).Text("job.status"), State(run.Text("job_id")).Number("result.exit_code")));
    }

    [Fact]
    public void A8_3_signaled()
    {
        var run = Wait("--", "kill -USR1 $$");
        Assert.Equal(("killed", false), (run.Text("state"), run.Has("exit_code")));
        Assert.Equal("""{"exit_code":null,"signal":"10",""", State(run.Text("job_id")).Raw("result")[..32]);
    }

    [Fact]
    public void A8_4_killed()
    {
        var job = Launch("--", "exec sleep 600");
        Ok("kill", job);
        Assert.Equal("killed", Ok("wait", job).Text("state"));
        Assert.Equal("killed", State(job).Text("job.status"));
    }

    [Fact]
    public void A8_6_not_found()
    {
        foreach (var command in (string[][])[["no-such-program"], ["no-such-program", "x"]])
        {
            var run = Wait(["--", .. command]);
            Assert.Equal(("exited", 127L), (run.Text("state"), run.Number("exit_code")));
            Assert.Contains("no-such-program", run.Text("final_snapshot.stderr_tail"));
        }
    }

    [Fact]
    public void A8_8_unknown_is_not_stored()
    {
        var job = Fixtures.Copy(this, "no-state");
        Ok("list", "--all");
        Error("internal_error", "status", job);
        Assert.False(File.Exists(JobFile(job, "state.json")));
    }

    [Fact]
    public void A8_9_timeout() => Assert.Equal("killed", Wait("--timeout", "100", "--", "exec sleep 600").Text("state"));

    [Fact]
    public void A8_10_trapped_timeout()
    {
        var run = Wait("--timeout", "1000", "--kill-after", "20000", "--", "trap 'exit 7' TERM; while :; do sleep 0.02; done");
        Assert.Equal(("exited", 7L), (run.Text("state"), run.Number("exit_code")));
    }

    [Fact]
    public void A8_11_final()
    {
        var job = Ended("--", "exit 3");
        var state = File.ReadAllText(JobFile(job, "state.json"));
        Ok("kill", "--signal", "KILL", job);
        Ok("status", job);
        Ok("wait", job);
        Ok("list");
        Assert.Equal(state, File.ReadAllText(JobFile(job, "state.json")));
    }
}
