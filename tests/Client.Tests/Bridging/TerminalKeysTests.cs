using System.Runtime.InteropServices;
using AgentExec.Client.Bridging;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Bridging;

public sealed class TerminalKeysTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, 5, 5, 5, true)]
    [InlineData(PosixSignal.SIGQUIT, 5, 5, 5, true)]
    [InlineData(PosixSignal.SIGTERM, 5, 5, 5, false)]
    [InlineData(PosixSignal.SIGHUP, 5, 5, 5, false)]
    // In the background, elsewhere, without a terminal.
    [InlineData(PosixSignal.SIGINT, 5, 5, 6, false)]
    [InlineData(PosixSignal.SIGINT, 5, 6, 5, false)]
    [InlineData(PosixSignal.SIGINT, 5, 5, -1, false)]
    public void A_key_reaches_who_is_in_the_foreground(PosixSignal signal, int ours, int child, int foreground, bool reached) =>
        Assert.Equal(reached, TerminalKeys.Reach(signal, Of(ours), Of(child), foreground));

    [Fact]
    public void Nobody_is_reached_who_has_gone() => Assert.False(TerminalKeys.Reach(PosixSignal.SIGINT, Of(5), null, 5));

    private static ProcessStat Of(int group) => new(7, 'S', 1, group, group, 0, 0);
}
