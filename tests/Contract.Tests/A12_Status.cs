namespace AgentExec.Contract.Tests;

public sealed class A12_Status : InWorld
{
    [Fact]
    public void A12_1_order()
    {
        var status = Ok("status", Ended("--", "exit 3"));
        status.BeginsWith("schema_version", "ok", "type", "job_id", "state", "exit_code", "started_at", "finished_at");
        Assert.Equal(("status", "exited", 3L), (status.Text("type"), status.Text("state"), status.Number("exit_code")));
    }

    [Fact]
    public void A12_2_no_process()
    {
        var status = Ok("status", Ended("--", "true"));
        Assert.DoesNotContain(status.Keys(), key => key is "pid" or "duration_ms" or "result");
    }

    [Fact]
    public void A12_3_started_at()
    {
        var job = Ended("--", "true");
        Assert.Equal(Meta(job).Text("created_at"), Ok("status", job).Text("started_at"));
    }

    [Fact]
    public void A12_4_unknown_is_left_out()
    {
        var job = Launch("--", "sleep 600");
        Assert.DoesNotContain(Ok("status", job).Keys(), key => key is "exit_code" or "finished_at");
        Finish(job);
        Assert.False(Ok("status", job).Has("exit_code"));
    }
}
