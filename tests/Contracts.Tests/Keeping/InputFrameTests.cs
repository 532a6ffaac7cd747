using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Keeping;

/// <summary>What host and keeper say of a command's input, as bytes that must stay what they are: a keeper outlives its host.</summary>
public sealed class InputFrameTests
{
    private const string Id = "000102030405060708090A0B0C0D0E0F";

    private static readonly Guid Named = new(Convert.FromHexString(Id));

    [Fact]
    public void Bytes_are_fixed()
    {
        var order = new InputOrder(Named, 1000, "ab"u8.ToArray(), "c"u8.ToArray());
        Assert.Equal($"1C00000006{Id}E803000002000000616263", Hex(order.ToFrame()));
        Assert.Equal($"1900000007{Id}0000000000000000", Hex(new InputOrder(Named, 0, [], []).ToFrame(KeeperFrameKind.CloseInput)));
        Assert.Equal("0900000008780000001E000000", Hex(TerminalSize.Default.ToFrame()));
        Assert.Equal($"1600000014{Id}0200000002", Hex(new InputTakenFact(Named, 2, InputOutcome.TimedOut).ToFrame()));
        Assert.Equal("0F0000001007000000090000000000000078" + "78", Hex(new StartedFact(7, 9, "xx").ToFrame()));
    }

    [Fact]
    public void All_of_them_come_back_as_they_were()
    {
        var order = InputOrder.Decode(new InputOrder(Named, InputOrder.LongestLimitMs, new byte[InputOrder.MostBytes], new byte[InputOrder.MostBytes]).ToFrame().Payload);
        Assert.Equal((Named, InputOrder.LongestLimitMs), (order.Id, order.LimitMs));
        Assert.Equal((InputOrder.MostBytes, InputOrder.MostBytes), (order.Bytes.Length, order.ApplicationBytes.Length));
        Assert.Equal(new TerminalSize(1, 1000), TerminalSize.Decode(new TerminalSize(1, 1000).ToFrame().Payload));
        foreach (var outcome in Enum.GetValues<InputOutcome>())
            Assert.Equal(new InputTakenFact(Named, 5, outcome), InputTakenFact.Decode(new InputTakenFact(Named, 5, outcome).ToFrame().Payload));
        var started = new StartedFact(7, 9, "no terminal: für keinen");
        Assert.Equal(started, StartedFact.Decode(started.ToFrame().Payload));
        Assert.Null(StartedFact.Decode(new StartedFact(7, 9).ToFrame().Payload).Warning);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Id + "E8030000")]
    [InlineData(Id + "FFFFFFFF00000000")]
    [InlineData(Id + "61EA000000000000")]
    [InlineData(Id + "E8030000FFFFFFFF")]
    [InlineData(Id + "E803000002000000" + "61")]
    [InlineData(Id + "E803000001600000")]
    public void Nothing_else_is_an_order_of_input(string hex) => Assert.Throws<InvalidDataException>(() => InputOrder.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void An_order_has_no_more_bytes_than_are_allowed()
    {
        var most = new byte[InputOrder.MostBytes + 1];
        Assert.Throws<InvalidDataException>(() => InputOrder.Decode(new InputOrder(Named, 0, most, []).ToFrame().Payload));
        Assert.Throws<InvalidDataException>(() => InputOrder.Decode(new InputOrder(Named, 0, [], most).ToFrame().Payload));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Id + "02000000")]
    [InlineData(Id + "0200000000")]
    [InlineData(Id + "0200000006")]
    [InlineData(Id + "FFFFFFFF01")]
    [InlineData(Id + "020000000100")]
    public void Nothing_else_is_an_answer(string hex) => Assert.Throws<InvalidDataException>(() => InputTakenFact.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("")]
    [InlineData("78000000")]
    [InlineData("000000001E000000")]
    [InlineData("7800000000000000")]
    [InlineData("E90300001E000000")]
    [InlineData("78000000FFFFFFFF")]
    [InlineData("780000001E00000000")]
    public void Nothing_else_is_a_size(string hex) => Assert.Throws<InvalidDataException>(() => TerminalSize.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void An_order_never_shows_what_is_typed() =>
        Assert.DoesNotContain("73", new InputOrder(Guid.Empty, 0, "s3cret"u8.ToArray(), []).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(true, 5, 7)]
    [InlineData(true, long.MaxValue >> 2, long.MaxValue)]
    public void An_entry_of_the_order_of_arrival_comes_back_as_it_was(bool isStderr, long stdout, long stderr)
    {
        Span<byte> bytes = stackalloc byte[ArrivalEntry.Size];
        new ArrivalEntry(isStderr, stdout, stderr).Write(bytes);
        Assert.Equal(new ArrivalEntry(isStderr, stdout, stderr), ArrivalEntry.Read(bytes));
    }

    private static string Hex(KeeperFrame frame) => Convert.ToHexString(frame.Encode());
}
