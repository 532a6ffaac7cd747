using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Keeping;

/// <summary>The words of host and keeper, as bytes that must stay what they are: a keeper outlives its host.</summary>
public sealed class FrameTests
{
    [Fact]
    public void Bytes_are_fixed()
    {
        Assert.Equal(Convert.FromHexString("06000000020F00000001"), new SignalOrder(15, SignalCause.Kill).ToFrame().Encode());
        Assert.Equal(Convert.FromHexString("0D00000010070000000900000000000000"), new StartedFact(7, 9).ToFrame().Encode());
        Assert.Equal(Convert.FromHexString("0100000063"), new KeeperFrame((KeeperFrameKind)99, []).Encode());
    }

    [Fact]
    public void A_frame_is_taken_only_when_it_is_whole()
    {
        var bytes = new SignalOrder(9, SignalCause.Timeout).ToFrame().Encode();
        for (var length = 0; length < bytes.Length; length++) Assert.Equal(0, KeeperFrame.TryDecode(bytes.AsSpan(0, length), out _));
        Assert.Equal(bytes.Length, KeeperFrame.TryDecode([.. bytes, 1, 2, 3], out var frame));
        Assert.Equal(new SignalOrder(9, SignalCause.Timeout), SignalOrder.Decode(frame.Payload));
    }

    [Theory]
    [InlineData("0000000001")]
    [InlineData("FFFFFFFF01")]
    [InlineData("0200000101")]
    public void A_length_that_cannot_be_right_is_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => KeeperFrame.TryDecode(Convert.FromHexString(hex), out _));

    [Theory]
    [InlineData("")]
    [InlineData("0F000000")]
    [InlineData("0000000001")]
    [InlineData("4100000001")]
    [InlineData("FFFFFFFF01")]
    [InlineData("0F00000000")]
    [InlineData("0F00000003")]
    [InlineData("0F0000000101")]
    public void Nothing_else_is_a_signal_order(string hex) => Assert.Throws<InvalidDataException>(() => SignalOrder.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("")]
    [InlineData("0700000009000000000000")]
    public void Nothing_else_is_a_started_fact(string hex) => Assert.Throws<InvalidDataException>(() => StartedFact.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void An_order_never_shows_its_environment() => Assert.DoesNotContain("SECRET", new LaunchOrder
    {
        Arguments = ["SECRET"u8.ToArray()], Environment = ["A=SECRET"u8.ToArray()], WorkingDirectory = "/"u8.ToArray(), Umask = 0,
    }.ToString(), StringComparison.Ordinal);
}
