using System.Text;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.Notifications;

public sealed class LineReaderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static LineReader Over(string path, long from) =>
        new(new StreamLog(Path.GetDirectoryName(path)!, OutputMatchStream.Stdout), from);

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a\n", "a", "")]
    [InlineData("a\nb\n", "a|b", "")]
    [InlineData("a\r\n\n\r\n", "a\r||\r", "")]
    [InlineData("a\nb", "a", "b")]
    [InlineData("a\n\r", "a", "\r")]
    [InlineData("a\0b\n\0", "a\0b", "\0")]
    [InlineData("é😀\n", "é😀", "")]
    public void Should_read_lines(string text, string lines, string rest)
    {
        using var reader = Over(_scratch.Write("stdout.log", text), 0);
        var read = ReadAll(reader);
        Assert.Equal(lines, string.Join('|', read.Select(line => line.Text)));
        Assert.Equal((rest.Length > 0, rest), (reader.TryFinish(out var last), last.Text ?? ""));
        Assert.False(reader.TryRead(out _) || reader.TryFinish(out _));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), reader.Position);
    }

    [Fact]
    public void Should_put_lines_together_over_the_borders_of_what_it_reads_at_once()
    {
        // A character of four bytes lies across the border in every way, and a line feed just before, on and behind it.
        foreach (var length in Enumerable.Range(64 * 1024 - 6, 9))
        {
            var line = new string('x', length);
            using var reader = Over(_scratch.Write("stdout.log", line + "😀\n" + "end\n"), 0);
            Assert.Equal([line + "😀", "end"], ReadAll(reader).Select(one => one.Text));
        }
    }

    [Fact]
    public void Should_read_bytes_that_are_no_text()
    {
        using var reader = Over(_scratch.Write("stdout.log", [0xFF, (byte)'a', 0xC3, (byte)'\n']), 0);
        Assert.Equal("\uFFFDa\uFFFD", Assert.Single(ReadAll(reader)).Text);
    }

    [Fact]
    public void Should_hold_only_the_beginning_of_a_line_without_end()
    {
        var path = _scratch.Of("stdout.log");
        const int megabytes = 64;
        using (var file = File.Create(path))
        {
            var piece = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
            for (var i = 0; i < megabytes; i++) file.Write(piece);
            file.Write("\nshort\n"u8);
        }

        using var reader = Over(path, 0);
        Assert.True(reader.TryRead(out var line));
        Assert.Equal((LineReader.LineLimitBytes, true, megabytes * 1024L * 1024 + 1), (line.Text.Length, line.Truncated, line.End));
        Assert.True(reader.TryRead(out line));
        Assert.Equal(("short", false), (line.Text, line.Truncated));
    }

    [Fact]
    public void Should_not_call_a_line_of_just_the_limit_truncated()
    {
        using var reader = Over(_scratch.Write("stdout.log", new string('x', LineReader.LineLimitBytes) + "\n"), 0);
        Assert.Equal((LineReader.LineLimitBytes, false), (Assert.Single(ReadAll(reader)) is var line ? line.Text.Length : 0, line.Truncated));
    }

    [Fact]
    public void Should_go_on_where_it_was_when_a_log_grows()
    {
        var path = _scratch.Of("stdout.log");
        using var reader = Over(path, 0);
        Assert.False(reader.TryRead(out _));
        foreach (var (text, lines) in new[] { ("a\nb", "a"), ("c", ""), ("\nd\n", "bc|d"), ("", ""), ("\n", "") })
        {
            File.AppendAllText(path, text);
            Assert.Equal(lines, string.Join('|', ReadAll(reader).Select(line => line.Text)));
        }
    }

    [Fact]
    public void Should_say_where_the_next_line_begins_so_that_another_reader_goes_on_there()
    {
        var path = _scratch.Write("stdout.log", "é\nb\nc");
        using var first = Over(path, 0);
        Assert.True(first.TryRead(out var line));
        Assert.Equal(3, line.End);
        using var second = Over(path, line.End);
        Assert.Equal(("b", 5L), (Assert.Single(ReadAll(second)) is var next ? next.Text : "", next.End));
        Assert.True(second.TryFinish(out var last));
        Assert.Equal(("c", 6L), (last.Text, last.End));
    }

    [Fact]
    public void Should_find_no_more_lines_when_the_log_is_taken_away_or_cut()
    {
        var path = _scratch.Write("stdout.log", "a\n");
        using var reader = Over(path, 0);
        Assert.Single(ReadAll(reader));
        File.Delete(path);
        Assert.False(reader.TryRead(out _) || reader.TryFinish(out _));
        using var beyond = Over(_scratch.Write("cut/stdout.log", "a\n"), 100);
        Assert.False(beyond.TryRead(out _) || beyond.TryFinish(out _));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 0)]
    [InlineData("a\n", 2)]
    [InlineData("a\nbc", 2)]
    [InlineData("\n", 1)]
    public void Should_know_where_the_last_line_begins(string text, long start) => Assert.Equal(start, LastLine.StartOf(_scratch.Write("stdout.log", text)));

    [Fact]
    public void Should_know_where_a_long_last_line_begins_and_that_there_is_none_without_a_log()
    {
        Assert.Equal(0, LastLine.StartOf(_scratch.Of("missing")));
        foreach (var length in (int[])[64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])
        {
            Assert.Equal(2, LastLine.StartOf(_scratch.Write("stdout.log", "a\n" + new string('x', length))));
            Assert.Equal(0, LastLine.StartOf(_scratch.Write("stdout.log", new string('x', length))));
        }
    }

    private static List<LineReader.Line> ReadAll(LineReader reader)
    {
        var lines = new List<LineReader.Line>();
        while (reader.TryRead(out var line)) lines.Add(line);
        return lines;
    }
}
