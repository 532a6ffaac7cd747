using AgentExec.ChildTool;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

/// <summary>Output beyond the limit (contract B11), through a real keeper.</summary>
public sealed class LogLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Should_keep_head_and_newest_part_of_both_streams_and_count_the_rest(int limit)
    {
        const int bytes = 10_000_000;
        using var job = KeptJob.Start(Orders.Tool($"flood stdout {bytes} -- flood stderr {bytes}") with { LogMaxBytes = limit });
        var record = job.Finish();
        var output = job.Folder.OutputRecord();
        Assert.Equal((0, bytes, bytes, output.DroppedBytes), (record.ExitCode, record.StdoutBytes, record.StderrBytes, record.DroppedBytes));
        AssertHolds(job.Folder["stdout.log"], output.Stdout!, bytes, limit);
        AssertHolds(job.Folder["stderr.log"], output.Stderr!, bytes, limit);
        Assert.InRange(new FileInfo(job.Folder["full.log"]).Length, 0, limit);
        Assert.Empty(Directory.GetFiles(job.Folder.Path, ".tmp-*"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(job.Folder["output.json"]));
    }

    [Theory]
    [InlineData(0, 3_000_000)]
    [InlineData(4_000_000, 3_000_000)]
    [InlineData(4_000_000, 4_000_000)]
    public void Should_be_whole_without_a_limit_and_up_to_it(int limit, int bytes)
    {
        // The one stream alone: the combined log holds more than its bytes.
        var order = Orders.Tool($"flood stdout {bytes}") with { LogMaxBytes = limit, FullLogPath = SpawnRequest.Bytes("/dev/null") };
        using var job = KeptJob.Start(order);
        Assert.Equal(0, job.Finish().DroppedBytes);
        Assert.Equal(bytes, new FileInfo(job.Folder["stdout.log"]).Length);
        Assert.False(File.Exists(job.Folder["output.json"]));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000_000)]
    public void Should_take_constant_memory(int limit)
    {
        const int bytes = 100_000_000;
        using var job = KeptJob.Start(Orders.Tool($"flood stdout {bytes} -- trap 10 0") with { LogMaxBytes = limit }).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready\n");
        var peak = ProcessTable.Kilobytes(job.KeeperPid, "VmHWM");
        job.Signal(10);
        _ = job.UntilExited();
        Assert.Equal(bytes + "ready\ntrapped\n".Length, job.UntilSettled().StdoutBytes);
        job.UntilKeeperLeft();
        Assert.EndsWith("ready\ntrapped\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
        Assert.InRange(peak, 1000, 6 * 1024);
    }

    [Fact]
    public void Should_hold_for_a_combined_log_elsewhere_and_leave_its_records_whole()
    {
        const int bytes = 5_000_000;
        var folder = new JobFolder();
        var order = Orders.Tool($"flood stdout {bytes}") with { LogMaxBytes = 300_000, FullLogPath = SpawnRequest.Bytes(folder["elsewhere.log"]) };
        using var job = KeptJob.Start(order, folder);
        _ = job.Finish();
        var gap = folder.OutputRecord().Full!;
        var text = folder.Text("elsewhere.log");
        Assert.InRange(text.Length, 75_000, 300_000);
        Assert.InRange(gap.StreamBytes(text.Length), bytes, long.MaxValue);
        Assert.All(text.Split('\n')[..^1], line => Assert.Matches("^2[0-9TZ:-]{19} \\[STDOUT\\] ", line));
        Assert.Equal("", folder.Text("full.log"));
    }

    [Fact]
    public void Should_leave_a_pipe_as_combined_log_alone()
    {
        var folder = new JobFolder();
        Nodes.MakeFifo(folder["pipe"]);
        using var reader = new FileStream(folder["pipe"], FileMode.Open, FileAccess.ReadWrite);
        var order = Orders.Shell("echo one; echo two") with { LogMaxBytes = 1, FullLogPath = SpawnRequest.Bytes(folder["pipe"]) };
        using var job = KeptJob.Start(order, folder);
        Assert.Equal((0, 7), (job.Finish().ExitCode, folder.OutputRecord().DroppedBytes));
        Assert.Null(folder.OutputRecord().Full);
        using var lines = new StreamReader(reader);
        Assert.EndsWith(" [STDOUT] one", lines.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" [STDOUT] two", lines.ReadLine(), StringComparison.Ordinal);
    }

    private static void AssertHolds(string path, OutputGap gap, int bytes, int limit)
    {
        var pattern = new byte[bytes];
        new FloodPattern().Fill(pattern);
        var file = File.ReadAllBytes(path);
        Assert.InRange(file.Length, 1, limit);
        Assert.Equal(bytes, gap.StreamBytes(file.Length));
        Assert.True(pattern.AsSpan(0, (int)gap.HeadBytes).SequenceEqual(file.AsSpan(0, (int)gap.HeadBytes)));
        var tail = file.AsSpan((int)gap.TailOffset(file.Length));
        Assert.True(pattern.AsSpan(bytes - tail.Length).SequenceEqual(tail));
        Assert.InRange(tail.Length, Math.Max(1, limit / 4), limit - gap.HeadBytes);
    }
}
