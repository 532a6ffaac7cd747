using System.Text;
using AgentExec.Client.Disk;

namespace AgentExec.Client.Tests.Disk;

/// <summary>The tables of contract A13 and B10.</summary>
public sealed class TailTextTests
{
    [Theory]
    [InlineData("hello\n", 50, "hello", false)]
    [InlineData("hello", 50, "hello", false)]
    [InlineData("hello\n", 0, "hello\n", false)]
    [InlineData("", 50, "", false)]
    [InlineData("", 0, "", false)]
    [InlineData("\n", 50, "", false)]
    [InlineData("\n\n", 50, "\n", false)]
    [InlineData("\n\n", 1, "", true)]
    [InlineData("a\nb\nc\n", 3, "a\nb\nc", false)]
    [InlineData("a\nb\nc\n", 2, "b\nc", true)]
    [InlineData("a\nb\nc", 2, "b\nc", true)]
    [InlineData("a\nb\nc", 1, "c", true)]
    [InlineData("a\n\nb\n", 2, "\nb", true)]
    [InlineData("a\r\nb\r\n", 50, "a\nb", false)]
    [InlineData("a\r\nb\r\n", 1, "b", true)]
    [InlineData("a\r\nb\r", 50, "a\nb\r", false)]
    [InlineData("a\rb\r\r\n", 50, "a\rb\r", false)]
    [InlineData("a\r\n", 0, "a\r\n", false)]
    [InlineData("a\nb\n", ulong.MaxValue, "a\nb", false)]
    [InlineData("a\u2028b\u0085c\n", 1, "a\u2028b\u0085c", false)]
    public void Lines(string text, ulong lines, string expected, bool cut) =>
        Assert.Equal((expected, cut), TailText.Build(Encoding.UTF8.GetBytes(text), false, lines));

    [Theory]
    [InlineData("é", 1)]
    [InlineData("漢", 1)]
    [InlineData("漢", 2)]
    [InlineData("😀", 1)]
    [InlineData("😀", 2)]
    [InlineData("😀", 3)]
    public void A_cut_through_a_character_moves_to_the_next(string character, int missing)
    {
        var bytes = Encoding.UTF8.GetBytes(character + "x" + character).AsSpan(missing);
        Assert.Equal("x" + character, TailText.Build(bytes, cut: true, 0).Text);
        Assert.Equal("", TailText.Build(bytes[..(Encoding.UTF8.GetByteCount(character) - missing)], cut: true, 50).Text);
    }

    [Fact]
    public void A_cut_between_characters_loses_none() => Assert.Equal("😀é", TailText.Build(Encoding.UTF8.GetBytes("😀é"), cut: true, 0).Text);

    [Theory]
    [InlineData("80", "\ufffd")]
    [InlineData("61FF62", "a\ufffdb")]
    [InlineData("C3", "\ufffd")]
    [InlineData("F09F98", "\ufffd")]
    [InlineData("C328", "\ufffd(")]
    [InlineData("EDA080", "\ufffd\ufffd\ufffd")]
    [InlineData("FFFE", "\ufffd\ufffd")]
    public void What_is_no_text_is_replaced(string hex, string expected) => Assert.Equal(expected, TailText.Build(Convert.FromHexString(hex), false, 0).Text);

    [Fact]
    public void More_continuations_than_a_character_has_are_no_cut() =>
        Assert.Equal("\ufffd\ufffd\ufffd\ufffda", TailText.Build([0x80, 0x80, 0x80, 0x80, (byte)'a'], cut: true, 0).Text);
}
