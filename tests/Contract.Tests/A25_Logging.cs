namespace AgentExec.Contract.Tests;

public sealed class A25_Logging : InWorld
{
    [Fact]
    public void A25_1_quiet() => Assert.Equal("", Run("run", "--wait", "--", "true").Stderr);

    [Fact]
    public void A25_2_louder()
    {
        int[] lengths = [.. ((string[])["-v", "-vv", "-vvv"]).Select(flag => Run(flag, "run", "--wait", "--", "true").Stderr.Length)];
        Assert.True(lengths[0] <= lengths[1] && lengths[1] <= lengths[2] && lengths[2] > 0, string.Join(' ', lengths));
    }

    [Fact]
    public void A25_3_environment_decides()
    {
        Environment["RUST_LOG"] = "trace";
        Assert.NotEqual("", Run("run", "--wait", "--", "true").Stderr);
        Environment["RUST_LOG"] = "error";
        Assert.Equal("", Run("-vvv", "run", "--wait", "--", "true").Stderr);
    }
}
