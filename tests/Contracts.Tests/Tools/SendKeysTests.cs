using System.Text;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 5: literal, hex, keys, in this order; what is bad is named. And the bytes of a paste.</summary>
public sealed class SendKeysTests
{
    [Fact]
    public void Literal_then_hex_then_keys()
    {
        var input = SendKeysRule.Build("é", ["1b", "0x5B41"], ["Up", "x"]);
        Assert.Null(input.Error);
        Assert.Equal("é\u001b[A\u001b[Ax", Encoding.UTF8.GetString(input.Bytes!.Normal));
        Assert.Equal("é\u001b[A\u001bOAx", Encoding.UTF8.GetString(input.Bytes.Application));
        Assert.Equal("KeyInput", input.ToString());
    }

    [Fact]
    public void Every_bad_item_is_named_with_the_keys_that_are_known()
    {
        var input = SendKeysRule.Build("x", ["1b", "zz", ""], ["Enter", "Entr", "F99"]);
        Assert.Null(input.Bytes);
        Assert.StartsWith("no hexadecimal bytes: zz, \"\" (", input.Error, StringComparison.Ordinal);
        Assert.Contains($"unknown keys: Entr, F99; known are {KeyNames.Known}", input.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_to_send_is_refused(string? literal) => Assert.Contains("needs literal, hex or keys", SendKeysRule.Build(literal, [], []).Error, StringComparison.Ordinal);

    [Fact]
    public void A_long_bad_item_is_cut() => Assert.Contains(new string('k', 40) + "…", SendKeysRule.Build(null, [], [new string('k', 1000)]).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("1b", new byte[] { 0x1B })]
    [InlineData("1B", new byte[] { 0x1B })]
    [InlineData("0x1b", new byte[] { 0x1B })]
    [InlineData("0X1b", new byte[] { 0x1B })]
    [InlineData("1b5b41", new byte[] { 0x1B, 0x5B, 0x41 })]
    [InlineData("00ff", new byte[] { 0, 255 })]
    [InlineData("", null)]
    [InlineData("0x", null)]
    [InlineData("1", null)]
    [InlineData("0x1", null)]
    [InlineData("1b 5b", null)]
    [InlineData(" 1b", null)]
    [InlineData("+1", null)]
    [InlineData("gg", null)]
    [InlineData("１２", null)]
    public void Hexadecimal_bytes(string item, byte[]? expected)
    {
        Assert.Equal(expected is not null, HexBytes.TryParse([item], out var bytes, out var bad));
        Assert.Equal(expected ?? [], bytes);
        Assert.Equal(expected is null ? [item] : [], bad);
    }

    [Theory]
    [InlineData("hello\n", true, "\u001b[200~hello\n\u001b[201~")]
    [InlineData("hello\n", false, "hello\n")]
    [InlineData("", true, "\u001b[200~\u001b[201~")]
    [InlineData("a\u001b[201~rm\n", true, "\u001b[200~arm\n\u001b[201~")]
    [InlineData("a\u001b[20\u001b[201~1~b", true, "\u001b[200~ab\u001b[201~")]
    [InlineData("a\u001b[201~b", false, "a\u001b[201~b")]
    [InlineData("ü€", true, "\u001b[200~ü€\u001b[201~")]
    public void A_paste_cannot_end_itself(string text, bool bracketed, string bytes) => Assert.Equal(bytes, Encoding.UTF8.GetString(PasteRule.Build(text, bracketed)));

    [Fact]
    public void End_marks_within_end_marks_take_no_time()
    {
        const int depth = 500_000;
        var text = string.Concat(Enumerable.Repeat("\u001b[20", depth)) + string.Concat(Enumerable.Repeat("1~", depth));
        Assert.Equal("\u001b[200~\u001b[201~", Encoding.UTF8.GetString(PasteRule.Build(text, bracketed: true)));
    }
}
