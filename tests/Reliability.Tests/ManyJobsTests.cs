namespace AgentExec.Reliability.Tests;

/// <summary>Fault 17: ten thousand finished jobs of earlier days.</summary>
public sealed class ManyJobsTests : SandboxTest
{
    private const int Count = 10_000;

    [Fact]
    public void Should_start_list_and_collect_within_bounds()
    {
        var sound = Cli.Ok("run", "--wait", "--", "true").JobId;
        var host = Box.Host();
        Cli.Ok("host", "stop");
        ProcessTable.AwaitEnd(host);
        var (meta, state) = (File.ReadAllText(Box.JobFile(sound, "meta.json")), File.ReadAllText(Box.JobFile(sound, "state.json")));
        var year = DateTime.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Parallel.For(0, Count, number =>
        {
            var job = Directory.CreateDirectory(Path.Combine(Box.Root, $"01A{number:D23}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
            File.WriteAllText(Path.Combine(job, "meta.json"), meta.Replace(sound, Path.GetFileName(job), StringComparison.Ordinal).Replace($"\"{year}-", "\"2020-", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(job, "state.json"), state.Replace(sound, Path.GetFileName(job), StringComparison.Ordinal).Replace($"\"{year}-", "\"2020-", StringComparison.Ordinal));
        });

        // A start reads every state once. Ten seconds are what a client waits for a host; on an idle machine it is a fraction of one.
        var start = Cli.Ok("host", "start");
        Assert.InRange(start.Took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
        Assert.Equal(Count + 2, Cli.Ok("list", "--all").Items("jobs").Count);
        var newest = Cli.Ok("list", "--all", "--limit", "3");
        Assert.Equal((3, true), (newest.Items("jobs").Count, newest.Flag("truncated")));
        Assert.InRange(ProcessTable.Kilobytes(Box.Host(), "VmHWM"), 1, 400_000);
        // All alike in their times: the names decide. The two of this test are newer; the last is beside the count while it is busy. A busy disk has only to be read.
        var count = Cli.Ok("gc", "--keep", $"{Count / 2}", "--dry-run");
        Assert.Equal(Count + 2, count.Items("jobs").Count);
        Assert.InRange(count.Number("skipped"), Count / 2, Count / 2 + 1);
        var bytes = Cli.Ok("gc", "--max-bytes", $"{count.Items("jobs")[0].GetProperty("bytes").GetInt64() * (Count - 500L) + 100_000}", "--dry-run");
        Assert.InRange(Count + 2 - bytes.Number("skipped"), 1, 500);
        Assert.All((Answer[])[count, bytes], gc => Assert.InRange(gc.Took, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
        // Two seconds on an idle disk. A busy one has forty thousand entries to remove all the same.
        using var collecting = Cli.Start("gc", "--older-than", "30d");
        Assert.Equal(Count, collecting.Finish(4 * Patience.Limit).Ok().Number("deleted"));
        Assert.Equal(2, Cli.Ok("list", "--all").Items("jobs").Count);
    }
}
