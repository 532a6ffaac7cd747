using System.Text;
using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.Sessions.Output;

public sealed class CombinedOutputTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ArrivalWriter _writer;
    private readonly CombinedOutput _output;

    public CombinedOutputTests() => (_writer, _output) = (new ArrivalWriter(_scratch.Path), new CombinedOutput(_scratch.Path));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Nothing_is_there_yet() => Assert.Equal((0, new OutputPiece("", 0, false, 0, false, 0), ""), (_output.Length(false), _output.Read(0, 9, false), _output.QuickTail(9, true).Text));

    [Fact]
    public void Both_streams_come_in_the_order_of_arrival()
    {
        _writer.Write(false, "one ");
        _writer.Write(true, "two ");
        _writer.Write(false, "three");
        Assert.Equal(new OutputPiece("one two three", 13, false, 0, false, 0), _output.Read(0, 100, ended: false));
        Assert.Equal(new OutputPiece("two", 7, true, 0, false, 0), _output.Read(4, 3, ended: false));
    }

    [Theory]
    [InlineData(-5, 0, "abc")]
    [InlineData(99, 3, "")]
    public void A_place_that_is_none_is_clamped_and_said(long from, long next, string text)
    {
        _writer.Write(false, "abc");
        Assert.Equal(new OutputPiece(text, Math.Max(next, text.Length), false, 0, Clamped: true, 0), _output.Read(from, 10, false));
    }

    [Fact]
    public void Half_a_character_is_held_back_until_it_is_whole_or_all_has_ended()
    {
        _writer.Write(false, [(byte)'a', 0xE2, 0x82]);
        Assert.Equal((1, new OutputPiece("a", 1, false, 0, false, 0)), (_output.Length(false), _output.Read(0, 10, false)));
        Assert.Equal((3, new OutputPiece("a\uFFFD", 3, false, 0, false, 0)), (_output.Length(true), _output.Read(0, 10, true)));
        _writer.Write(false, [0xAC]);
        Assert.Equal(new OutputPiece("€", 4, false, 0, false, 0), _output.Read(1, 10, false));
    }

    [Fact]
    public void A_character_in_two_parts_is_one_whatever_comes_between()
    {
        _writer.Write(false, [(byte)'a', 0xE2, 0x82]);
        _writer.Write(true, "x");
        _writer.Write(false, [0xAC]);
        Assert.Equal("ax€", _output.Read(0, 10, false).Text);
    }

    [Fact]
    public void A_pair_is_not_split()
    {
        _writer.Write(false, "a😀b");
        Assert.Equal(new OutputPiece("a", 1, true, 0, false, 0), _output.Read(0, 2, false));
        Assert.Equal(new OutputPiece("😀", 5, true, 0, false, 0), _output.Read(1, 1, false));
        Assert.Equal(("b", "😀b", "😀b"), (_output.QuickTail(2, false).Text, _output.QuickTail(3, false).Text, _output.Tail(3, false).Text));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, (byte)'a', 0xC3 }, "\uFFFDa\uFFFD")]
    [InlineData(new byte[] { 0xF0, 0x9F, (byte)'b', 0x80, 0x80 }, "\uFFFDb\uFFFD\uFFFD")]
    public void Invalid_bytes_become_replacements(byte[] bytes, string text)
    {
        _writer.Write(false, bytes);
        Assert.Equal(text, _output.Read(0, 10, ended: true).Text);
    }

    [Fact]
    public void What_the_log_lacks_is_counted()
    {
        _scratch.Write(JobFiles.StdoutLog, "head" + "tail");
        _writer.Gap(new OutputGap { HeadBytes = 4, DroppedBytes = 1000, TailBytes = 4, LimitBytes = 500 });
        Assert.Equal(new OutputPiece("headtail", 1008, false, 1000, false, 0), _output.Read(0, 100, true));
        Assert.Equal(new OutputPiece("tail", 1008, false, 500, false, 0), _output.Read(504, 100, true));
        Assert.Equal(new OutputTail("adtail", 8, 1008, Truncated: true, 0), _output.Tail(6, true));
        Assert.Equal(new OutputTail("headtail", 8, 1008, Truncated: true, 0), _output.Tail(600, true));
    }

    [Fact]
    public void A_reader_goes_on_at_its_place_while_the_log_is_cut()
    {
        _scratch.Write(JobFiles.StdoutLog, "0123456789");
        Assert.Equal(new OutputPiece("012", 3, true, 0, false, 0), _output.Read(0, 3, false));
        // Announced: the last three bytes are the tail, and still where they were.
        _writer.Gap(new OutputGap { HeadBytes = 2, DroppedBytes = 5, TailBytes = 3, LimitBytes = 10 });
        Assert.Equal((10, new OutputPiece("789", 10, false, 4, false, 0)), (_output.Length(false), _output.Read(3, 9, false)));
        // Made, and gone on.
        _scratch.Write(JobFiles.StdoutLog, "01789ab");
        Assert.Equal((12, new OutputPiece("789ab", 12, false, 4, false, 0)), (_output.Length(false), _output.Read(3, 9, false)));
        Assert.Equal(new OutputPiece("b", 12, false, 0, false, 0), _output.Read(11, 9, false));
    }

    [Fact]
    public void A_gap_hides_no_part_of_the_other_stream()
    {
        _writer.Write(false, "abcd");
        _writer.Write(true, "12");
        _writer.Write(false, "efgh");
        _writer.Write(true, "34");
        _scratch.Write(JobFiles.StdoutLog, "ah");
        _writer.Gap(new OutputGap { HeadBytes = 1, DroppedBytes = 6, TailBytes = 1, LimitBytes = 8 });
        Assert.Equal(new OutputPiece("a12h34", 12, false, 6, false, 0), _output.Read(0, 99, false));
        Assert.Equal("h34", _output.QuickTail(3, false).Text);
    }

    [Fact]
    public void The_newest_of_much_with_its_totals()
    {
        var line = string.Concat(Enumerable.Repeat("€uro ", 20_000));
        _writer.Write(false, line);
        _writer.Write(true, "the end");
        Assert.Equal(new OutputTail("€uro the end", 100_007, 140_007, Truncated: true, 0), _output.Tail(12, true));
        Assert.Equal("€uro the end", _output.QuickTail(12, true).Text);
        Assert.False(_output.Tail(100_007, true).Truncated);
        Assert.Equal(line + "the end", _output.Tail(200_000, true).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a whole number of entries")]
    [InlineData("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")]
    [InlineData("\x02\0\0\0\0\0\0\x40\x01\0\0\0\0\0\0\0")]
    [InlineData("\x63\0\0\0\0\0\0\x40\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\0\0\0\0\x80\0\0\0\0\0\0\0\0")]
    public void An_order_that_cannot_be_right_counts_as_absent(string index)
    {
        _scratch.Write(JobFiles.Arrival, Encoding.Latin1.GetBytes(index));
        _writer.Write(false, "abc");
        _scratch.Write(JobFiles.StderrLog, "def");
        Assert.Equal(("abc", "abcdef", 6), (_output.Read(0, 100, false).Text, _output.Read(0, 100, true).Text, _output.Tail(9, true).TotalChars));
    }

    [Fact]
    public void The_good_part_of_a_torn_order_holds()
    {
        _writer.Write(false, "ab");
        _writer.Write(true, "cd");
        var good = File.ReadAllBytes(Path.Combine(_scratch.Path, JobFiles.Arrival));
        var backwards = new byte[ArrivalEntry.Size];
        new ArrivalEntry(false, 1, 1).Write(backwards);
        _scratch.Write(JobFiles.Arrival, [.. good, .. backwards]);
        _writer.Write(true, "ef");
        Assert.Equal("abcdef", _output.Read(0, 100, true).Text);
    }

    [Theory]
    [InlineData(long.MinValue, 0, 0, 0)]
    [InlineData(0, long.MaxValue, 0, 0)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue, 0)]
    [InlineData(2, -5, 1, 1)]
    public void A_gap_that_cannot_be_right_counts_as_none(long head, long dropped, long tail, long limit)
    {
        _scratch.Write(JobFiles.StdoutLog, "abc");
        _writer.Gap(new OutputGap { HeadBytes = head, DroppedBytes = dropped, TailBytes = tail, LimitBytes = limit });
        Assert.Equal("abc", _output.Read(0, 100, true).Text);
    }

    [Fact]
    public void An_enormous_gap_needs_no_memory()
    {
        _scratch.Write(JobFiles.StdoutLog, "abc");
        _writer.Gap(new OutputGap { HeadBytes = 1, DroppedBytes = 1L << 55, TailBytes = 2, LimitBytes = long.MaxValue });
        Assert.Equal(("abc", "bc"), (_output.Tail(100, true).Text, _output.QuickTail(2, true).Text));
    }

    [Fact]
    public void A_log_that_is_none_is_an_error_and_not_an_end()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Path, JobFiles.StdoutLog));
        Assert.Throws<IOException>(() => _output.Read(0, 100, true));
    }

    [Fact]
    public void A_log_that_was_taken_away_has_lost_its_bytes()
    {
        _writer.Write(false, "ab");
        _writer.Write(true, "cd");
        Assert.Equal("abcd", _output.Read(0, 9, false).Text);
        File.Delete(Path.Combine(_scratch.Path, JobFiles.StdoutLog));
        Assert.Equal(new OutputPiece("cd", 4, false, 2, false, 0), _output.Read(0, 9, true));
    }
}
