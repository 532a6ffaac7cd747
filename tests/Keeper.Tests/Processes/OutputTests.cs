using AgentExec.ChildTool;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class OutputTests
{
    [Fact]
    public void Should_write_partial_lines_at_once()
    {
        using var job = KeptJob.Start(Orders.Tool("raw stdout 616263 -- sleep 1000000")).UntilStarted();
        Assert.Equal("abc", LogWatch.UntilContains(job.Folder["stdout.log"], "abc"));
        Assert.Equal("", job.Folder.Text("full.log"));
        job.Signal(9);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.EndsWith("Z [STDOUT] abc\n", job.Folder.Text("full.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_keep_bytes_exact_and_the_combined_log_valid()
    {
        using var job = KeptJob.Start(Orders.Tool("raw stdout FF00 E282 ACC328 0A -- raw stderr 6F6F7073"));
        var record = job.Finish();
        Assert.Equal(Convert.FromHexString("FF00E282ACC3280A"), File.ReadAllBytes(job.Folder["stdout.log"]));
        Assert.Equal("oops", job.Folder.Text("stderr.log"));
        Assert.Equal((8, 4), (record.StdoutBytes, record.StderrBytes));
        var records = job.Folder.Text("full.log").Split('\n');
        Assert.Contains(records, line => line.EndsWith("Z [STDOUT] \uFFFD\0€\uFFFD(", StringComparison.Ordinal));
        Assert.Contains(records, line => line.EndsWith("Z [STDERR] oops", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_settle_soon_though_a_descendant_holds_the_pipes_and_capture_what_it_writes_later()
    {
        using var job = KeptJob.Start(Orders.Tool("hold trap 10 0 -- print stdout 1 -- exit 3")).UntilStarted();
        var exited = job.UntilExited();
        var early = job.UntilSettled();
        var wrote = File.GetLastWriteTimeUtc(job.Folder["exit.json"]);
        Assert.Equal((3, false), (early.ExitCode, early.OutputComplete));
        Assert.Equal(early, job.Folder.ExitRecord());
        // The grace of 250 ms, and room for a busy machine.
        Assert.InRange((wrote - DateTimeOffset.FromUnixTimeMilliseconds(exited.FinishedAtUnixMs)).TotalMilliseconds, 240, 2000);

        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Signal(10);
        var late = job.UntilSettled();
        Assert.Equal((3, true), (late.ExitCode, late.OutputComplete));
        job.UntilKeeperLeft();
        Assert.Contains("trapped\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
        Assert.Equal(late.StdoutBytes, new FileInfo(job.Folder["stdout.log"]).Length);
        Assert.Equal(late, job.Folder.ExitRecord());
    }

    [Fact]
    public void Should_capture_200_MB_of_both_streams_exactly()
    {
        const int bytes = 100_000_000;
        using var job = KeptJob.Start(Orders.Tool($"flood stdout {bytes} -- flood stderr {bytes}"));
        var record = job.Finish();
        Assert.Equal((bytes, bytes, 0), (record.StdoutBytes, record.StderrBytes, record.DroppedBytes));
        AssertIsPattern(job.Folder["stdout.log"], bytes);
        AssertIsPattern(job.Folder["stderr.log"], bytes);
        AssertRecordsHold(job.Folder["full.log"], " [STDOUT] ", bytes);
    }

    [Fact]
    public void Should_write_a_line_of_100_MB_in_constant_memory()
    {
        const int bytes = 100_000_000;
        using var job = KeptJob.Start(Orders.Tool($"long-line stdout {bytes} -- trap 10 0")).UntilStarted();
        // Before it is ready the signal would be its end.
        LogWatch.Until(job.Folder["stdout.log"], () => new FileInfo(job.Folder["stdout.log"]).Length >= bytes + "ready\n".Length);
        var peak = ProcessTable.Kilobytes(job.KeeperPid, "VmHWM");
        job.Signal(10);
        _ = job.UntilExited();
        Assert.Equal(bytes + "ready\ntrapped\n".Length, job.UntilSettled().StdoutBytes);
        job.UntilKeeperLeft();
        Assert.InRange(peak, 1000, 5 * 1024);
        using var full = File.OpenText(job.Folder["full.log"]);
        Assert.Equal("2026-01-02T03:04:05Z [STDOUT] ready".Length + bytes, full.ReadLine()!.Length);
        Assert.EndsWith("Z [STDOUT] trapped", full.ReadLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_hold_up_the_job_when_a_full_disk_refuses_the_combined_log()
    {
        var order = Orders.Tool("flood stdout 1000000") with { FullLogPath = SpawnRequest.Bytes("/dev/full") };
        using var job = KeptJob.Start(order);
        var record = job.Finish();
        // What the combined log lacks is not counted: the stream's own log has it all.
        Assert.Equal((0, 1_000_000, 0), (record.ExitCode, record.StdoutBytes, record.DroppedBytes));
        Assert.Equal(1_000_000, new FileInfo(job.Folder["stdout.log"]).Length);
    }

    [Fact]
    public void Should_make_the_parents_of_a_log_elsewhere_empty_it_and_follow_links()
    {
        var folder = new JobFolder();
        Directory.CreateDirectory(folder["real"]);
        File.WriteAllText(folder["real/file"], "old");
        Directory.CreateDirectory(folder["a"]);
        Directory.CreateSymbolicLink(folder["a/b"], folder["real"]);
        var links = Orders.Run("/bin/echo", "hi") with { FullLogPath = SpawnRequest.Bytes(folder["a/b/file"]) };
        using (var job = KeptJob.Start(links, folder))
        {
            Assert.Equal(0, job.Finish().ExitCode);
            Assert.Matches("^[0-9TZ:-]{20} \\[STDOUT\\] hi\n$", folder.Text("real/file"));
            Assert.Equal("", folder.Text("full.log"));
        }

        folder = new JobFolder();
        using var other = KeptJob.Start(Orders.Run("/bin/echo", "hi") with { FullLogPath = SpawnRequest.Bytes(folder["x/y/z.log"]) }, folder);
        Assert.Equal(0, other.Finish().ExitCode);
        Assert.EndsWith("hi\n", folder.Text("x/y/z.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_leave_no_gap_when_a_log_is_truncated_from_outside()
    {
        using var job = KeptJob.Start(Orders.Tool("print stdout 3 -- trap 10 0")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        File.WriteAllBytes(job.Folder["stdout.log"], []);
        job.Signal(10);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("trapped\n", job.Folder.Text("stdout.log"));
    }

    private static void AssertIsPattern(string path, int bytes)
    {
        using var file = File.OpenRead(path);
        Assert.Equal(bytes, file.Length);
        var pattern = new FloodPattern();
        byte[] expected = new byte[64 * 1024], actual = new byte[64 * 1024];
        for (int count; (count = file.ReadAtLeast(actual, actual.Length, throwOnEndOfStream: false)) > 0;)
        {
            pattern.Fill(expected);
            Assert.True(expected.AsSpan(0, count).SequenceEqual(actual.AsSpan(0, count)));
        }
    }

    private static void AssertRecordsHold(string path, string mark, int bytes)
    {
        var pattern = new byte[bytes];
        new FloodPattern().Fill(pattern);
        var rest = pattern.AsSpan();
        using var file = File.OpenText(path);
        while (file.ReadLine() is { } line)
        {
            if (!line.AsSpan(20).StartsWith(mark)) continue;
            foreach (var character in line.AsSpan(20 + mark.Length))
            {
                if (rest[0] != character) Assert.Fail($"{rest.Length} bytes before the end the record says {character}");
                rest = rest[1..];
            }

            if (!rest.IsEmpty && rest[0] == '\n') rest = rest[1..];
        }

        Assert.Equal(0, rest.Length);
    }
}
