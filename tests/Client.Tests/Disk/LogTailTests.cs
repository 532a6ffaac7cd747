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
