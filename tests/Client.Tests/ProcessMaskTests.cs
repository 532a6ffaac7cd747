using AgentExec.Posix;

namespace AgentExec.Client.Tests;

/// <summary>The file mode creation mask is read and never set.</summary>
public sealed class ProcessMaskTests
{
    [Theory]
    [InlineData("Name:\tx\nUmask:\t0022\nState:\tS\n", 18u)]
    [InlineData("Name:\tx\nUmask:\t0000\n", 0u)]
    [InlineData("Name:\tx\nUmask:\t0777", 511u)]
    [InlineData("Name:\tUmask:\t0077\nState:\tS\n", null)]
    [InlineData("Name:\tx\nUmask:\t0o22\n", null)]
    [InlineData(null, null)]
    public void Should_read_it_from_the_status_of_a_process(string? status, uint? mask) => Assert.Equal(mask, ProcessMask.Parse(status));

    [Fact]
    public void Should_know_that_of_this_process() => Assert.InRange(ProcessMask.TryRead() ?? 512, 0u, 511u);
}
