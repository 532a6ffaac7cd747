namespace AgentExec.Contract.Tests;

public sealed class A9_2_Order : InWorld
{
    [Fact]
    public void A9_2_1_configuration_first()
    {
        Error("internal_error", "run", "--config", WriteWork("broken.toml", "[shell"), "--", "touch ran");
        Assert.False(Directory.Exists(Root) || File.Exists(InWork("ran")));
    }

    [Fact]
    public void A9_2_2_tags_first()
    {
        Usage("run", "--tag", "no good", "--", "touch ran");
        Assert.False(Directory.Exists(Root) || File.Exists(InWork("ran")));
    }

    [Fact]
    public void A9_2_3_running()
    {
        var job = Launch("--", "sleep 600");
        Assert.Equal("running", State(job).Text("job.status"));
    }
}
