namespace AgentExec.Contract.Tests;

public sealed class A10_Timeout : InWorld
{
    [Fact]
    public void A10_1_term()
    {
        var run = Wait("--timeout", "200", "--", "exec sleep 600");
        Assert.Equal(("killed", "15"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
        Assert.True(State(run.Text("job_id")).Number("result.duration_ms") >= 200);
    }

    [Fact]
    public void A10_2_kill_at_once()
    {
        var run = Wait("--timeout", "1000", "--", "trap '' TERM; while :; do sleep 1; done");
        Assert.Equal(("killed", "9"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
    }

    [Fact]
    public void A10_3_kill_later()
    {
        var run = Wait("--timeout", "1000", "--kill-after", "500", "--", "trap '' TERM; while :; do sleep 1; done");
        Assert.Equal(("killed", "9"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
        Assert.InRange(State(run.Text("job_id")).Number("result.duration_ms"), 1500, 6000);
    }

    [Fact]
    public void A10_4_whole_group()
    {
        var job = Ended("--timeout", "300", "--", "sleep 600 & echo $!; wait");
        Patience.Until(() => Processes.IsGone(long.Parse(Log(job))), "the child is gone");
    }
}

public sealed class A11_Groups : InWorld
{
    [Fact]
    public void A11_1_whole_group()
    {
        var job = Launch("--", "sleep 600 & echo child $!; wait");
        UntilSaid(job, "\n");
        Ok("kill", job);
        Ok("wait", job);
        Patience.Until(() => Processes.IsGone(long.Parse(Log(job).Split(' ')[1])), "the child is gone");
    }

    [Fact]
    public void A11_2_escape()
    {
        var job = Launch("--", "setsid sh -c 'echo $$; exec sleep 600' >escaped 2>&1 & sleep 600");
        LogWatch.Until(InWork("escaped"), () => File.Exists(InWork("escaped")) && File.ReadAllText(InWork("escaped")).EndsWith('\n'));
        Ok("kill", job);
        Ok("wait", job);
        var escaped = long.Parse(File.ReadAllText(InWork("escaped")));
        Assert.False(Processes.IsGone(escaped), "what left the group was killed");
        Processes.Kill(escaped);
    }
}
