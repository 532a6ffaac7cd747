using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 4: the last 400 characters squeezed to one line of 180.</summary>
public sealed class EventLineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\t ", "")]
    [InlineData("done\n", "done")]
    [InlineData("one\r\n\r\n  two\tthree \n", "one two three")]
    [InlineData("a\0\a\bb", "a b")]
    [InlineData("\u001b[31mred\u001b[0m \u001b[1;32;40mgreen\u001b[m", "red green")]
    [InlineData("\u001b]0;title\u0007text\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "textlink")]
    [InlineData("\u001bPdcs\u001b\\a\u001b(Bb\u001b=c\u001bMd\u009b5Ae", "abcde")]
    [InlineData("\u001b[?25lx\u001b[2Ky", "xy")]
    [InlineData("a\u001b[31", "a")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\u001b]0;never ended", "a0;never ended")]
    public void One_line_of_plain_text(string tail, string line) => Assert.Equal(line, EventLine.Of(tail));

    [Fact]
    public void Only_the_last_400_characters_are_looked_at() => Assert.Equal("x", EventLine.Of("first" + new string(' ', 399) + "x"));

    [Fact]
    public void A_long_line_keeps_its_end()
    {
        var line = EventLine.Of(new string('a', 300) + "end");
        Assert.Equal((180, "…" + new string('a', 176) + "end"), (line.Length, line));
        Assert.Equal(new string('b', 180), EventLine.Of(new string('b', 180)));
    }

    [Fact]
    public void A_cut_splits_no_character()
    {
        for (var before = 0; before < 3; before++)
        {
            var line = EventLine.Of(string.Concat(Enumerable.Repeat("😀", 300)) + new string('a', before));
            Assert.InRange(line.Length, 178, 180);
            Assert.All(line.EnumerateRunes(), rune => Assert.NotEqual(System.Text.Rune.ReplacementChar, rune));
        }
    }
}
