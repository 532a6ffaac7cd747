using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class LaunchOrderTests
{
    private static readonly LaunchOrder Order = Orders.Run("/bin/echo", "a b", "") with
    {
        FullLogPath = SpawnRequest.Bytes("/tmp/x.log"),
        Timeout = TimeSpan.FromMilliseconds(1500),
        KillAfter = TimeSpan.FromDays(30),
        LogMaxBytes = long.MaxValue,
    };

    [Fact]
    public void Should_come_back_as_it_was()
    {
        var again = LaunchOrder.Decode(Order.Encode());
        Assert.Equal(Order.Encode(), again.Encode());
        Assert.Equal((Order.Timeout, Order.KillAfter, Order.Umask, Order.LogMaxBytes), (again.Timeout, again.KillAfter, again.Umask, again.LogMaxBytes));
    }

    [Fact]
    public void Should_refuse_every_order_that_is_cut_short()
    {
        var bytes = Order.Encode();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode(bytes[..length]));
    }

    [Fact]
    public void Should_refuse_lengths_that_promise_more_than_there_is()
    {
        var bytes = Order.Encode();
        for (var i = 0; i + 4 <= bytes.Length; i++)
        {
            var hostile = bytes.ToArray();
            hostile.AsSpan(i, 4).Fill(0x7F);
            // Some positions hold text or times and stay an order; none may cost memory or raise anything else.
            try
            {
                _ = LaunchOrder.Decode(hostile);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Should_refuse_what_cannot_be_meant()
    {
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Arguments = [] }).Encode()));
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Umask = 0x200 }).Encode()));
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Timeout = TimeSpan.FromSeconds(-1) }).Encode()));
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { LogMaxBytes = -1 }).Encode()));
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode([.. Order.Encode(), 0]));
    }
}
