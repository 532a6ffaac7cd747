namespace AgentExec.Contract.Tests;

public sealed class A7_3_State : InWorld
{
    [Fact]
    public void A7_3_1_shape()
    {
        var job = Ended("--", "true");
        var state = State(job);
        Assert.Equal(["id", "status", "started_at"], state.Keys("job"));
        state.InOrder("job", "result", "pid", "finished_at", "updated_at");
        Assert.Equal(job, state.Text("job.id"));
        Assert.True(state.IsTime("updated_at") && state.IsTime("finished_at"));
    }

    [Fact]
    public void A7_3_2_started_at()
    {
        var job = Ended("--", "true");
        Assert.Equal(Meta(job).Text("created_at"), State(job).Text("job.started_at"));
    }

    [Fact]
    public void A7_3_3_result()
    {
        var job = Launch("--", "sleep 600");
        Assert.Equal("""{"exit_code":null,"signal":null,"duration_ms":null}""", State(job).Raw("result"));
        Finish(job);
        Assert.Equal(["exit_code", "signal", "duration_ms"], State(job).Keys("result"));
        Assert.Equal(["exit_code", "signal", "duration_ms"], State(Ended("--", "true")).Keys("result"));
    }

    [Fact]
    public void A7_3_4_signal() => Assert.Equal("15", State(Ended("--timeout", "100", "--kill-after", "5000", "--", "exec sleep 600")).Text("result.signal"));

    [Fact]
    public void A7_3_6_duration()
    {
        var run = Wait("--", "sleep 0.3");
        Assert.InRange(State(run.Text("job_id")).Number("result.duration_ms"), 300, run.Number("elapsed_ms"));
    }

    [Fact]
    public void A7_3_7_pid()
    {
        var job = Ended("--", "echo $$");
        Assert.Equal(Log(job).Trim(), State(job).Raw("pid"));
    }

    [Fact]
    public void A7_3_8_finished_at()
    {
        var job = Launch("--", "sleep 600");
        Assert.False(State(job).Has("finished_at"));
        Finish(job);
        Assert.True(State(job).IsTime("finished_at"));
    }

    [Fact]
    public void A7_3_10_optional_fields()
    {
        var job = Fixtures.Copy(this, "missing-optional");
        var status = Ok("status", job);
        Assert.Equal(("exited", false), (status.Text("state"), status.Has("finished_at")));
        Assert.Equal("exited", Ok("wait", job).Text("state"));
    }
}
