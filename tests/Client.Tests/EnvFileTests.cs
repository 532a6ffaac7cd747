using AgentExec.Client.Verbs;

namespace AgentExec.Client.Tests;

/// <summary>Env files that are none (failing input A16).</summary>
public sealed class EnvFileTests
{
    [Fact]
    public void Should_read_no_file_without_end()
    {
        var file = Assert.Single(EnvFiles.Read(["/dev/zero"]));
        Assert.Null(file.Text);
        Assert.Contains("/dev/zero: it has more than", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_read_devices_that_end() => Assert.Equal("", Assert.Single(EnvFiles.Read(["/dev/null"])).Text);
}
