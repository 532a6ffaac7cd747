using System.Text;
using System.Text.Json;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>A stream of which the log has dropped a part: head <c>ab\n</c>, then 10 bytes missing, then <c>xy\nz</c>.</summary>
public sealed class StreamLogTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0, 0, "ab\n")]
    [InlineData(1, 1, "b\n")]
    [InlineData(3, 13, "xy\nz")]
    [InlineData(12, 13, "xy\nz")]
    [InlineData(13, 13, "xy\nz")]
    [InlineData(15, 15, "\nz")]
    [InlineData(17, 17, "")]
    public void Reads_by_the_stream_and_not_by_the_file(long from, long begins, string text)
    {
        using var log = Gapped();
        var buffer = new byte[64];
        var (at, count) = log.Read(from, buffer);
        Assert.Equal((begins, text), (at, Encoding.UTF8.GetString(buffer, 0, count)));
    }

    [Fact]
    public void Knows_where_the_last_line_of_the_stream_begins()
    {
        using var log = Gapped();
        Assert.Equal(16, log.LastLineStart());
    }

    [Fact]
    public void Lines_do_not_join_across_what_was_dropped()
    {
        using var reader = new LineReader(Gapped("ab\ncd"), 0);
        var lines = new List<LineReader.Line>();
        while (reader.TryRead(out var line)) lines.Add(line);
        Assert.Equal([new LineReader.Line("ab", 3, false), new LineReader.Line("xy", 18, false)], lines);
        Assert.True(reader.TryFinish(out var last));
        Assert.Equal(new LineReader.Line("z", 19, false), last);
    }

    [Fact]
    public void A_log_that_is_not_there_has_no_lines()
    {
        using var log = new StreamLog(_scratch.Path, OutputMatchStream.Stderr);
        Assert.Equal(((7, 0), 0), (log.Read(7, new byte[8]), log.LastLineStart()));
    }

    [Fact]
    public void Goes_on_in_the_file_that_took_the_place_of_the_log()
    {
        _scratch.Write(JobFiles.StdoutLog, "before\n");
        using var log = new StreamLog(_scratch.Path, OutputMatchStream.Stdout);
        var buffer = new byte[64];
        Assert.Equal((0, 7), log.Read(0, buffer));
        File.Delete(Path.Combine(_scratch.Path, JobFiles.StdoutLog));
        // The keeper makes the file, says what it lacks, and then writes.
        _scratch.Write(JobFiles.StdoutLog, "after\n");
        Note(new OutputGap { HeadBytes = 0, DroppedBytes = 7, TailBytes = 0, LimitBytes = long.MaxValue });
        var (at, count) = log.Read(7, buffer);
        Assert.Equal((7, "after\n", 13), (at, Encoding.UTF8.GetString(buffer, 0, count), log.LastLineStart()));
    }

    private void Note(OutputGap gap)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) new OutputRecord { Stdout = gap }.Write(json);
        _scratch.Write(JobFiles.Output, text.ToArray());
    }

    private StreamLog Gapped(string head = "ab\n")
    {
        _scratch.Write(JobFiles.StdoutLog, head + "xy\nz");
        var gap = new OutputGap { HeadBytes = head.Length, DroppedBytes = 10, TailBytes = 1, LimitBytes = 100 };
        Note(gap);
        return new StreamLog(_scratch.Path, OutputMatchStream.Stdout);
    }
}
