using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>Which directory is the home (contract A5; failing input F2).</summary>
public sealed class HomeDirectoryTests
{
    [Theory]
    [InlineData("/home/me", "/recorded", "/home/me")]
    [InlineData("/nonexistent", "/recorded", "/nonexistent")]
    [InlineData(null, "/recorded", "/recorded")]
    [InlineData("", "/recorded", "/recorded")]
    [InlineData("rel", "/recorded", "/recorded")]
    [InlineData(".", "/recorded", "/recorded")]
    [InlineData("", "rel", null)]
    [InlineData("", "", null)]
    [InlineData("rel", null, null)]
    public void Should_take_absolute_directories_only(string? home, string? recorded, string? expected) => Assert.Equal(
        expected, HomeDirectory.Resolve(name => name == "HOME" ? home : throw new ArgumentException(name), () => recorded));

    [Fact]
    public void Should_name_the_ways_out_when_there_is_no_home()
    {
        var refused = Assert.Throws<AgentExecException>(() => JobsRoot.Resolve(null, _ => null, () => null));
        Assert.All((string[])["HOME", "--root", "AGENT_EXEC_ROOT"], name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }
}
