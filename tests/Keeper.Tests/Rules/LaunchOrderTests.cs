using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Shells;
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

    // What is said of a caller of whom nothing is known: a count and two values with a flag each.
    private const int CallerBytes = 4 + 5 + 5;

    private static readonly CallerLimits Limits = new() { Soft = [0, ulong.MaxValue, 8 << 20], Niceness = -20, OomScoreAdj = 1000 };

    [Fact]
    public void Should_bring_what_the_kernel_holds_the_caller_to()
    {
        var again = LaunchOrder.Decode((Order with { Limits = Limits }).Encode()).Limits;
        Assert.Equal((Limits.Niceness, Limits.OomScoreAdj), (again.Niceness, again.OomScoreAdj));
        Assert.Equal(Limits.Soft, again.Soft);
        again = LaunchOrder.Decode((Order with { Limits = new CallerLimits { OomScoreAdj = 0 } }).Encode()).Limits;
        Assert.Equal((null, 0, 0), (again.Niceness, again.OomScoreAdj, again.Soft.Count));
    }

    [Fact]
    public void Should_be_the_order_of_earlier_releases_when_nothing_is_known_of_the_caller()
    {
        var full = (Order with { Limits = Limits }).Encode();
        var earlier = Order.Encode();
        Assert.Equal(earlier, full[..earlier.Length]);
        Assert.True(LaunchOrder.Decode(earlier).Limits.IsEmpty);
        // Cut anywhere else it is none.
        for (var length = earlier.Length + 1; length < full.Length; length++)
            Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode(full[..length]));
    }

    [Fact]
    public void Should_bring_what_the_command_reads_and_sits_at()
    {
        foreach (var streams in (CommandStreams[])[
            new() { Stdin = StdinKind.Pipe, Terminal = new TerminalSize(80, 24), RecordArrival = true },
            new() { Stdin = StdinKind.Bytes, StdinBytes = [0, 1, 255] },
            new() { Stdin = StdinKind.File, StdinPath = SpawnRequest.Bytes("/a b") }])
        {
            var bytes = (Order with { Streams = streams }).Encode();
            var again = LaunchOrder.Decode(bytes).Streams;
            Assert.Equal((streams.Stdin, streams.Terminal, streams.RecordArrival), (again.Stdin, again.Terminal, again.RecordArrival));
            Assert.Equal(streams.StdinBytes, again.StdinBytes);
            Assert.Equal(streams.StdinPath, again.StdinPath);
            // Cut anywhere it is none, but where it says nothing of it.
            for (var length = Order.Encode().Length + 1; length < bytes.Length; length++)
                if (length != Order.Encode().Length + sizeof(int) + CallerBytes) Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode(bytes[..length]));
        }

        Assert.True(LaunchOrder.Decode(Order.Encode()).Streams.IsDefault);
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(0, 0, 5)]
    [InlineData(0, 1001, 5)]
    [InlineData(0, 5, -1)]
    public void Should_refuse_an_input_or_a_terminal_that_cannot_be_meant(byte kind, int columns, int rows) =>
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode(
            (Order with { Streams = new CommandStreams { Stdin = (StdinKind)kind, Terminal = new TerminalSize(columns, rows) } }).Encode()));

    [Fact]
    public void Should_skip_what_a_later_release_says_of_the_caller()
    {
        var (earlier, full) = (Order.Encode().Length, (Order with { Limits = Limits }).Encode());
        byte[] later = [.. full, 1, 2, 3];
        BitConverter.TryWriteBytes(later.AsSpan(earlier), later.Length - earlier - sizeof(int));
        Assert.Equal(Limits.Soft, LaunchOrder.Decode(later).Limits.Soft);
    }

    [Fact]
    public void Should_bring_where_the_code_is_and_what_the_caller_named()
    {
        var code = new ShellCode(2, [SpawnRequest.Bytes("PATH"), [0xFF]]);
        var bytes = (Order with { Code = code }).Encode();
        var again = LaunchOrder.Decode(bytes);
        Assert.Equal((2, true), (again.Code.Index, again.Streams.IsDefault));
        Assert.Equal(code.Named, again.Code.Named);
        // Within the block of the streams, whose end an earlier keeper skips.
        Assert.True(LaunchOrder.Decode((Order with { Streams = new() { RecordArrival = true } }).Encode()).Code.IsUnknown);
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Code = new ShellCode(3, []) }).Encode()));
        Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Code = new ShellCode(-1, []) }).Encode()));
    }

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
        foreach (var limits in (CallerLimits[])[new() { Niceness = 20 }, new() { Niceness = -21 }, new() { OomScoreAdj = 1001 }, new() { Soft = new ulong[65] }])
            Assert.Throws<InvalidDataException>(() => LaunchOrder.Decode((Order with { Limits = limits }).Encode()));
    }
}
