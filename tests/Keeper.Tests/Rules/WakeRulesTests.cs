using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Waking;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class WakeRulesTests
{
    [Theory]
    [InlineData(false, false, false, false, 0, nameof(WakeAction.Done))]
    [InlineData(false, true, true, false, 0, nameof(WakeAction.Done))]
    [InlineData(true, true, true, false, 0, nameof(WakeAction.Stay))]
    [InlineData(true, true, false, false, 100, nameof(WakeAction.Stay))]
    [InlineData(true, false, false, false, 0, nameof(WakeAction.Start))]
    [InlineData(true, false, false, true, 0, nameof(WakeAction.LookAgain))]
    [InlineData(true, false, true, false, 0, nameof(WakeAction.LookAgain))]
    [InlineData(true, false, true, false, 14, nameof(WakeAction.LookAgain))]
    [InlineData(true, false, true, false, 15, nameof(WakeAction.Done))]
    [InlineData(true, false, false, false, 15, nameof(WakeAction.Done))]
    public void Should_start_a_host_only_when_somebody_is_to_be_told_and_none_lives(
        bool owed, bool listens, bool lives, bool tried, int seconds, string action) =>
        Assert.Equal(action, WakeRules.Next(owed, listens, lives, tried, TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public void Should_read_an_order_as_it_was_written_and_nothing_else()
    {
        var order = new WakeOrder("/opt/agent-exec-host", "/root of jobs", ["PATH=/bin"u8.ToArray(), [(byte)'A', (byte)'=', 0xFF]]);
        var payload = order.ToFrame().Payload;
        var read = WakeOrder.Decode(payload)!;
        Assert.Equal((order.Program, order.Root), (read.Program, read.Root));
        Assert.Equal(order.Environment, read.Environment);
        Assert.Null(WakeOrder.Decode([]));
        for (var length = 1; length < payload.Length; length++) Assert.Throws<InvalidDataException>(() => WakeOrder.Decode(payload[..length]));
        Assert.Throws<InvalidDataException>(() => WakeOrder.Decode([.. payload, 0]));
        Assert.Throws<InvalidDataException>(() => WakeOrder.Decode(new WakeOrder("host", "/r", []).ToFrame().Payload));
        Assert.DoesNotContain("PATH", order.ToString(), StringComparison.Ordinal);
    }
}
