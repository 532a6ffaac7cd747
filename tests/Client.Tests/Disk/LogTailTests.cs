using AgentExec.Client.Disk;

namespace AgentExec.Client.Tests.Disk;

public sealed class LogTailTests : IDisposable
{
    private readonly Scratch _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    // stdout, lines, max bytes, tail, truncated, observed, included
    [InlineData("out\n", 50ul, 65536ul, "out", false, 4, 3)]
    [InlineData("out\n", 0ul, 65536ul, "out\n", false, 4, 4)]
    [InlineData("out\n", 50ul, 0ul, "", true, 4, 0)]
    [InlineData("", 50ul, 0ul, "", false, 0, 0)]
    [InlineData("abcdef", 0ul, 3ul, "def", true, 6, 3)]
    [InlineData("abcdef", 0ul, 6ul, "abcdef", false, 6, 6)]
    [InlineData("abcdef", 0ul, ulong.MaxValue, "abcdef", false, 6, 6)]
    [InlineData("a\nb\n", 1ul, 65536ul, "b", true, 4, 1)]
    [InlineData("xxé", 0ul, 1ul, "", true, 4, 0)]
    [InlineData("x😀", 0ul, 4ul, "😀", true, 5, 4)]
    [InlineData("x😀", 0ul, 3ul, "", true, 5, 0)]
    public void The_end_of_a_stream(string stdout, ulong lines, ulong maxBytes, string tail, bool truncated, long observed, long included)
    {
        _root.Write("job/stdout.log", stdout);
        _root.Write("job/stderr.log", "");
        var snapshot = LogTail.Read(new JobDirectory(_root.Path, "job"), new TailOptions(lines, maxBytes));
        Assert.Equal((tail, truncated, observed, included), (snapshot.StdoutTail, snapshot.Truncated, snapshot.StdoutObservedBytes, snapshot.StdoutIncludedBytes));
        Assert.Equal(("", 0L, 0L, "utf-8-lossy"), (snapshot.StderrTail, snapshot.StderrObservedBytes, snapshot.StderrIncludedBytes, snapshot.Encoding));
    }

    [Fact]
    public void One_flag_tells_of_a_cut_on_either_stream()
    {
        _root.Write("job/stdout.log", "");
        _root.Write("job/stderr.log", "a\nb\n");
        Assert.True(LogTail.Read(new JobDirectory(_root.Path, "job"), new TailOptions(1)).Truncated);
    }

    [Fact]
    public void Absent_logs_are_empty()
    {
        Directory.CreateDirectory(_root.Of("job"));
        foreach (var job in (string[])["job", "gone"])
        {
            var snapshot = LogTail.Read(new JobDirectory(_root.Path, job), new TailOptions());
            Assert.Equal(("", "", false, 0L), (snapshot.StdoutTail, snapshot.StderrTail, snapshot.Truncated, snapshot.StdoutObservedBytes));
        }
    }

    private const string Gap = """{"stdout":{"head_bytes":5,"dropped_bytes":100,"tail_bytes":4,"limit_bytes":13}}""";

    [Theory]
    // file, lines, max bytes, tail, observed
    [InlineData("head\ntail\n", 0ul, 65536ul, "tail\n", 110)]
    [InlineData("head\ntail\n", 50ul, 65536ul, "tail", 110)]
    [InlineData("head\ntail\n", 0ul, 3ul, "il\n", 110)]
    [InlineData("head\n", 50ul, 65536ul, "", 105)]
    // Full: about to be cut, and so the last four bytes are all that is sure.
    [InlineData("head\ntailmore", 50ul, 65536ul, "more", 109)]
    [InlineData("head\ntôil", 0ul, 3ul, "il", 110)]
    public void Of_a_log_with_a_gap_only_what_is_behind_it_is_its_end(string file, ulong lines, ulong maxBytes, string tail, long observed)
    {
        _root.Write("job/output.json", Gap);
        _root.Write("job/stdout.log", file);
        _root.Write("job/stderr.log", "e");
        var snapshot = LogTail.Read(new JobDirectory(_root.Path, "job"), new TailOptions(lines, maxBytes));
        Assert.Equal((tail, true, observed, 100L), (snapshot.StdoutTail, snapshot.Truncated, snapshot.StdoutObservedBytes, snapshot.DroppedBytes));
        Assert.Equal(("e", 1L), (snapshot.StderrTail, snapshot.StderrObservedBytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"stdout":{"head_""")]
    public void A_note_of_gaps_that_says_nothing_is_none(string note)
    {
        _root.Write("job/output.json", note);
        _root.Write("job/stdout.log", "head\ntail\n");
        var snapshot = LogTail.Read(new JobDirectory(_root.Path, "job"), new TailOptions());
        Assert.Equal(("head\ntail", false, 10L, null), (snapshot.StdoutTail, snapshot.Truncated, snapshot.StdoutObservedBytes, snapshot.DroppedBytes));
    }

    [Fact]
    public void A_vast_log_costs_what_is_shown_of_it()
    {
        using (var log = File.Create(_root.Write("job/stdout.log", "")))
        {
            // Sparse: the length is real, the blocks are not.
            log.SetLength(10L << 30);
            log.Seek(0, SeekOrigin.End);
            log.Write("\nlast line\n"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var snapshot = LogTail.Read(new JobDirectory(_root.Path, "job"), new TailOptions(1, 4096));
        Assert.Equal(("last line", true, (10L << 30) + 11), (snapshot.StdoutTail, snapshot.Truncated, snapshot.StdoutObservedBytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
