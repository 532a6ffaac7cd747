using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Waking;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class WakeRulesTests
{
    [Theory]
    [InlineData(false, false, false, true, nameof(WakeAction.Done))]
    [InlineData(false, true, true, true, nameof(WakeAction.Done))]
    [InlineData(true, true, true, true, nameof(WakeAction.Stay))]
    [InlineData(true, true, false, true, nameof(WakeAction.Stay))]
    [InlineData(true, false, false, true, nameof(WakeAction.Start))]
    [InlineData(true, false, false, false, nameof(WakeAction.LookAgain))]
    [InlineData(true, false, true, true, nameof(WakeAction.LookAgain))]
    public void Should_start_a_host_only_when_somebody_is_to_be_told_and_none_lives(bool owed, bool listens, bool lives, bool mayTry, string action) =>
        Assert.Equal(action, WakeRules.Next(owed, listens, lives, mayTry).ToString());

    [Theory]
    [InlineData(1, 0, 1_000)]
    [InlineData(2, 3, 2_000)]
    [InlineData(3, 8, 4_000)]
    [InlineData(100, 599, 4_000)]
    [InlineData(int.MaxValue, 600, 60_000)]
    public void Should_try_again_within_four_seconds_and_after_ten_minutes_once_a_minute(int tries, int waitedSeconds, int pauseMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(pauseMs), WakeRules.PauseAfter(tries, TimeSpan.FromSeconds(waitedSeconds)));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(14, 100)]
    [InlineData(15, 1_000)]
    public void Should_look_less_often_when_no_host_is_coming_up(int waitedSeconds, int lookMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(lookMs), WakeRules.LookAfter(TimeSpan.FromSeconds(waitedSeconds)));

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
