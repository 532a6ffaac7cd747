using AgentExec.Actors.Sessions.Output;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Section 3, <c>log</c>, over files.</summary>
public sealed class CombinedLinesTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ArrivalWriter _writer;
    private readonly CombinedOutput _output;

    public CombinedLinesTests() => (_writer, _output) = (new ArrivalWriter(_scratch.Path), new CombinedOutput(_scratch.Path));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(null, 2L, "two\nthree", 1, 2)]
    [InlineData(1L, null, "two\nthree", 1, 2)]
    [InlineData(1L, 1L, "two\n", 1, 1)]
    [InlineData(0L, 1L, "one\n", 0, 1)]
    [InlineData(2L, 5L, "three", 2, 1)]
    [InlineData(3L, null, "", 3, 0)]
    [InlineData(9L, 1L, "", 3, 0)]
    [InlineData(null, null, "one\ntwo\nthree", 0, 3)]
    public void Windows_of_lines(long? offset, long? limit, string text, long first, long lines)
    {
        _writer.Write(false, "one\nt");
        _writer.Write(true, "wo\nthree");
        Assert.Equal(new LogWindow(text, first, lines, 3, 13, false, false, 0), _output.Lines(offset, limit, 1000, ended: false));
    }

    [Fact]
    public void A_last_line_with_an_end_is_no_line_more()
    {
        _writer.Write(false, "one\ntwo\n");
        Assert.Equal(new LogWindow("two\n", 1, 1, 2, 8, false, false, 0), _output.Lines(null, 1, 1000, true));
    }

    [Fact]
    public void Lines_keep_their_numbers_while_the_output_grows()
    {
        for (var i = 0; i < 40_000; i++) if (i % 1000 == 0) _writer.Write(i % 2000 == 0, string.Concat(Enumerable.Range(i, 1000).Select(n => $"line number {n}\n")));
        Assert.Equal(new LogWindow("line number 31234\nline number 31235\n", 31234, 2, 40_000, _writer.Text.Length, false, false, 0), _output.Lines(31234, 2, 1000, false));
        _writer.Write(false, "more\n");
        Assert.Equal("line number 31234\n", _output.Lines(31234, 1, 1000, false).Text);
        Assert.Equal("line number 1\n", _output.Lines(1, 1, 1000, false).Text);
        var last = _output.Lines(null, null, 100_000, false);
        Assert.Equal((39_801, 200, 40_001, true, false), (last.Offset, last.Lines, last.TotalLines, last.HasMore, last.Truncated));
    }

    [Fact]
    public void What_is_too_long_is_cut_where_nobody_asked_for_it()
    {
        _writer.Write(false, "one\ntwo\nthree\n");
        Assert.Equal(new LogWindow("o\nthree\n", 1, 2, 3, 14, Truncated: true, false, 0), _output.Lines(null, 3, 8, true));
        Assert.Equal(new LogWindow("one\ntwo", 0, 2, 3, 14, Truncated: true, false, 0), _output.Lines(0, null, 7, true));
    }
}
