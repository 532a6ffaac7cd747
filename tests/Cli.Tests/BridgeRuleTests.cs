using AgentExec.Cli.Bridging;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>What the bridge passes on, and how it ends.</summary>
public sealed class BridgeRuleTests
{
    [Theory]
    [InlineData(15, false, true, true)]
    [InlineData(2, false, true, true)]
    // A key of the terminal, which its whole foreground group has.
    [InlineData(2, true, true, false)]
    [InlineData(3, true, true, false)]
    [InlineData(1, true, true, false)]
    // An interactive shell has a group of its own.
    [InlineData(2, true, false, true)]
    [InlineData(17, true, false, false)]
    public void Passes_on_what_the_child_has_not_got(int signal, bool ofKernel, bool sharesGroup, bool expected) =>
        Assert.Equal(expected, ForwardRule.IsForChild(new CaughtSignal(signal, ofKernel), sharesGroup));

    [Theory]
    [InlineData(Errno.NoEntry, 127)]
    [InlineData(Errno.NotDirectory, 127)]
    [InlineData(Errno.Access, 126)]
    [InlineData(Errno.ExecFormat, 126)]
    [InlineData(Errno.ArgumentsTooLong, 126)]
    public void Says_like_a_shell_why_nothing_ran(int errno, int code) => Assert.Equal(code, BridgeExit.Of(errno));

    [Fact]
    public void Splits_what_the_kernel_tells()
    {
        Assert.Equal(["a", "", "b"], Blocks.Split("a\0\0b\0"u8).Select(bytes => System.Text.Encoding.UTF8.GetString(bytes)));
        Assert.Empty(Blocks.Split([]));
        Assert.Equal("a"u8.ToArray(), Assert.Single(Blocks.Split("a"u8)));
    }
}
