namespace AgentExec.Contract.Tests;

public sealed class A14_Wait : InWorld
{
    [Fact]
    public void A14_1_ended()
    {
        var job = Ended("--", "exit 3");
        var wait = Run("wait", job);
        Assert.Equal(("exited", 3L), (wait.Ok().Text("state"), wait.Ok().Number("exit_code")));
        Assert.InRange(wait.Took.TotalMilliseconds, 0, 5000);
    }

    [Fact]
    public void A14_2_time_is_over()
    {
        var wait = Run("wait", "--timeout-ms", "200", Launch("--", "sleep 600"));
        Assert.Equal("running", wait.Ok().Text("state"));
        Assert.True(wait.Took.TotalMilliseconds >= 200, wait.ToString());
    }

    [Fact]
    public async Task A14_3_no_limit()
    {
        var job = Launch("--", $"until [ -e {InWork("go")} ]; do sleep 0.02; done; exit 5");
        var wait = Begin("wait", job);
        Assert.Equal("running", Ok("wait", "--timeout-ms", "100", job).Text("state"));
        Assert.False(wait.IsCompleted);
        WriteWork("go", "");
        Assert.Equal(5, (await wait).Ok().Number("exit_code"));
    }

    [Fact]
    public void A14_4_order()
    {
        Ok("wait", Ended("--", "true")).BeginsWith("schema_version", "ok", "type", "job_id", "state", "exit_code");
        var job = Launch("--", "sleep 600");
        Assert.False(Ok("wait", "--timeout-ms", "1", job).Has("exit_code"));
        Finish(job);
        Assert.False(Ok("wait", job).Has("exit_code"));
    }

    [Fact]
    public void A14_5_unreadable()
    {
        foreach (var name in (string[])["no-state", "truncated-state", "empty-state"])
            Assert.InRange(Error("internal_error", "wait", Fixtures.Copy(this, name)).Text("error.message").Length, 1, 1000);
    }
}
