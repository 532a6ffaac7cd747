using AgentExec.ChildTool;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

/// <summary>What a log keeps at its limit (contract B11): after every write the file and the note of what it lacks say the same as the stream.</summary>
public sealed class LogLimitTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    // limit, head, tail
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(10, 6, 2)]
    [InlineData(100, 50, 25)]
    [InlineData(1L << 30, (1L << 30) - (128L << 20), 64L << 20)]
    [InlineData(long.MaxValue, long.MaxValue - (128L << 20), 64L << 20)]
    public void Should_divide_the_room(long bytes, long head, long tail) =>
        Assert.Equal((head, tail), (LogLimit.Of(bytes).HeadBytes, LogLimit.Of(bytes).TailBytes));

    [Fact]
    public void Should_know_no_limit() => Assert.Equal(LogLimit.None, LogLimit.Of(0));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(3, 40)]
    [InlineData(4, 40)]
    [InlineData(10, 60)]
    [InlineData(100, 700)]
    [InlineData(64 * 1024, 300 * 1024)]
    [InlineData(200_000, 2_000_000)]
    public void Should_keep_the_head_and_the_newest_bytes_whatever_the_writes_are(int limit, int total)
    {
        foreach (var chunk in (int[])[1, 2, 3, 7, 64, 1000, 4096, 64 * 1024])
        {
            if (total / chunk > 3000) continue;
            Check(limit, total, chunk);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Should_be_whole_up_to_the_limit_and_lack_something_one_byte_beyond(int limit)
    {
        var stream = Pattern(limit + 1);
        OutputGap? gap = null;
        using (var log = Logs.Open(Files.OpenAppend(null, _path), limit, note: noted => (gap = noted) == noted))
        {
            Assert.Equal(0, log.Append(stream.AsSpan(0, limit)));
            Assert.Null(gap);
            Assert.Equal(stream[..limit], File.ReadAllBytes(_path));
            Assert.Equal(0, log.Append(stream.AsSpan(limit)));
            Assert.Equal(gap!.DroppedBytes, log.DroppedBytes);
        }

        AssertTrue(stream, gap!, limit);
    }

    [Fact]
    public void Should_start_again_when_somebody_empties_the_file()
    {
        OutputGap? gap = null;
        using var log = Logs.Open(Files.OpenAppend(null, _path), 100, note: noted => (gap = noted) == noted);
        _ = log.Append(Pattern(100));
        File.WriteAllBytes(_path, []);
        var next = Pattern(60);
        Assert.Equal(0, log.Append(next));
        Assert.Equal(next, File.ReadAllBytes(_path));
        Assert.Null(gap);
        _ = log.Append(Pattern(400));
        Assert.InRange(new FileInfo(_path).Length, 75, 100);
    }

    [Fact]
    public void Should_keep_what_is_there_while_the_note_cannot_be_written()
    {
        var writable = false;
        OutputGap? gap = null;
        using var log = Logs.Open(Files.OpenAppend(null, _path), 100, note: noted => writable && (gap = noted) == noted);
        var stream = Pattern(200);
        Assert.Equal(0, log.Append(stream.AsSpan(0, 90)));
        Assert.Equal(10, log.Append(stream.AsSpan(90, 20)));
        Assert.Equal(stream[..100], File.ReadAllBytes(_path));
        Assert.Equal(10, log.DroppedBytes);
        writable = true;
        Assert.Equal(0, log.Append(stream.AsSpan(110, 5)));
        Assert.Equal([.. stream[..50], .. stream[75..100], .. stream[110..115]], File.ReadAllBytes(_path));
        Assert.Equal((35, 25), (log.DroppedBytes, gap!.DroppedBytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(900)]
    public void Should_meet_between_two_lines_in_the_combined_log(int chunk)
    {
        OutputGap? gap = null;
        using var log = Logs.Open(Files.OpenAppend(null, _path), 400, wholeLines: true, noted => (gap = noted) == noted);
        var lines = string.Concat(Enumerable.Range(0, 500).Select(number => $"record {number} {new string('x', number % 13)}\n"));
        for (var from = 0; from < lines.Length; from += chunk)
        {
            _ = log.Append(System.Text.Encoding.ASCII.GetBytes(lines[from..Math.Min(from + chunk, lines.Length)]));
            Assert.InRange(new FileInfo(_path).Length, 0, 400);
        }

        var text = File.ReadAllText(_path);
        Assert.EndsWith("record 499 xxxxx\n", text, StringComparison.Ordinal);
        Assert.Equal(lines[..(int)gap!.HeadBytes], text[..(int)gap.HeadBytes]);
        Assert.EndsWith("\n", text[..(int)gap.HeadBytes], StringComparison.Ordinal);
        Assert.All(text.Split('\n')[..^1], line => Assert.StartsWith("record ", line, StringComparison.Ordinal));
        Assert.Equal(lines.Length, gap.StreamBytes(text.Length));
    }

    [Fact]
    public void Should_not_look_for_ever_for_the_end_of_a_line()
    {
        OutputGap? gap = null;
        using var log = Logs.Open(Files.OpenAppend(null, _path), 1_000_000, wholeLines: true, noted => (gap = noted) == noted);
        var piece = new byte[64 * 1024];
        for (var i = 0; i < 100; i++) _ = log.Append(piece);
        Assert.Equal((500_000, 250_000), (gap!.HeadBytes, gap.TailBytes));
        Assert.Equal(100 * piece.Length, gap.StreamBytes(new FileInfo(_path).Length));
    }

    private void Check(int limit, int total, int chunk)
    {
        File.WriteAllBytes(_path, []);
        var stream = Pattern(total);
        OutputGap? gap = null;
        byte[] mixed = [];
        using var log = Logs.Open(Files.OpenAppend(null, _path), limit, note: noted =>
        {
            gap = noted;
            mixed = File.ReadAllBytes(_path);
            return true;
        });
        for (var from = 0; from < total; from += chunk)
        {
            var to = Math.Min(from + chunk, total);
            (var before, mixed) = (gap, []);
            Assert.Equal(0, log.Append(stream.AsSpan(from, to - from)));
            Assert.Equal(to, new FileInfo(_path).Length + log.DroppedBytes);
            if (gap is null)
            {
                Assert.True(to <= limit);
                Assert.Equal(stream[..to], File.ReadAllBytes(_path));
                continue;
            }

            // What a crash right after the note would have left is true as well.
            if (!ReferenceEquals(before, gap) && mixed.Length >= gap.LimitBytes) AssertMatches(stream, gap, mixed);
            AssertTrue(stream.AsSpan(0, to).ToArray(), gap, limit);
        }
    }

    private void AssertTrue(byte[] stream, OutputGap gap, int limit)
    {
        var file = File.ReadAllBytes(_path);
        Assert.InRange(file.Length, 1, limit);
        Assert.Equal(stream.Length, gap.StreamBytes(file.Length));
        Assert.InRange(file.Length - gap.TailOffset(file.Length), Math.Min(LogLimit.Of(limit).TailBytes, limit - gap.HeadBytes - 1), limit - gap.HeadBytes);
        AssertMatches(stream, gap, file);
    }

    private static void AssertMatches(byte[] stream, OutputGap gap, byte[] file)
    {
        Assert.Equal(stream[..(int)gap.HeadBytes], file[..(int)gap.HeadBytes]);
        var tail = file[(int)gap.TailOffset(file.Length)..];
        var end = (int)gap.StreamBytes(file.Length);
        Assert.Equal(stream[(end - tail.Length)..end], tail);
    }

    private static byte[] Pattern(int bytes)
    {
        var pattern = new byte[bytes];
        new FloodPattern().Fill(pattern);
        return pattern;
    }
}
