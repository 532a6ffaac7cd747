namespace AgentExec.Contract.Tests;

public sealed class A15_Kill : InWorld
{
    [Fact]
    public void A15_1_term()
    {
        var job = Launch("--", "exec sleep 600");
        Assert.Equal("TERM", Ok("kill", job).Text("signal"));
        Assert.Equal("killed", Ok("wait", job).Text("state"));
        Assert.Equal("15", State(job).Text("result.signal"));
    }

    [Theory]
    [InlineData("TERM", "15")]
    [InlineData("int", "2")]
    [InlineData("Kill", "9")]
    public void A15_2_names(string name, string number)
    {
        var job = Launch("--", "exec sleep 600");
        Assert.Equal(name.ToUpperInvariant(), Ok("kill", "--signal", name, job).Text("signal"));
        Assert.Equal("killed", Ok("wait", job).Text("state"));
        Assert.Equal(number, State(job).Text("result.signal"));
    }

    [Fact]
    public void A15_4_ended()
    {
        var job = Ended("--", "exit 3");
        Assert.Equal("KILL", Ok("kill", "--signal", "KILL", job).Text("signal"));
        Assert.Equal(3, Ok("status", job).Number("exit_code"));
    }

    [Fact]
    public void A15_6_no_pid() => Ok("kill", Fixtures.Copy(this, "running-without-pid"));

    [Fact]
    public void A15_7_order() => Ok("kill", Ended("--", "true")).BeginsWith("schema_version", "ok", "type", "job_id", "signal");
}
