using System.Text.Json;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 17: <c>gc</c> by count and by bytes, over real jobs.</summary>
public sealed class GcLimitTests : SandboxTest
{
    private const int LogBytes = 100_000;

    [Fact]
    public void Should_keep_the_newest_two_of_five_and_what_runs()
    {
        var jobs = Ended(5);
        var running = Cli.Launch("--", "sleep 600");
        string[] stay = [$"{jobs[3]} skipped within_limits", $"{jobs[4]} skipped within_limits", $"{running} skipped running"];
        var dry = Cli.Ok("gc", "--keep", "2", "--dry-run");
        Assert.Equal([.. jobs[..3].Select(job => $"{job} would_delete beyond_keep_2"), .. stay], Rows(dry));
        Assert.Equal((0L, 3L, jobs[..3].Sum(Size)), (dry.Number("deleted"), dry.Number("skipped"), dry.Number("freed_bytes")));
        Assert.Equal(6, Box.Jobs().Count);

        var gc = Cli.Ok("gc", "--keep=2");
        Assert.Equal([.. jobs[..3].Select(job => $"{job} deleted beyond_keep_2"), .. stay], Rows(gc));
        Assert.Equal((3L, 3L, dry.Number("freed_bytes")), (gc.Number("deleted"), gc.Number("skipped"), gc.Number("freed_bytes")));
        Assert.Equal(("", "default", 2L, false), (gc.Text("older_than"), gc.Text("older_than_source"), gc.Number("keep"), gc.Has("max_bytes")));
        Assert.Equal([.. jobs[3..], running], Box.Jobs().Order(StringComparer.Ordinal));
        foreach (var job in jobs[3..]) Assert.Equal((0L, LogBytes), (Cli.Ok("status", job).Number("exit_code"), Box.Stdout(job).Length));

        // Nothing has become too many meanwhile; and the running job is none of those that may go even when none may stay.
        Assert.Equal(0, Cli.Ok("gc", "--keep", "2").Number("deleted"));
        Assert.Equal([.. jobs[3..].Select(job => $"{job} deleted beyond_keep_0"), stay[2]], Rows(Cli.Ok("gc", "--keep", "0")));
        Assert.Equal("running", Cli.Ok("status", running).State);
        Box.Finish(running);
    }

    [Fact]
    public void Should_keep_the_newest_that_fit_into_so_many_bytes()
    {
        var jobs = Ended(4);
        var two = jobs[2..].Sum(Size);
        Assert.InRange(two, 4 * LogBytes, 6 * LogBytes);
        var dry = Cli.Ok("gc", "--max-bytes", $"{two - 1}", "--dry-run");
        Assert.Equal([.. jobs[..3].Select(job => $"{job} would_delete beyond_max_bytes_{two - 1}"), $"{jobs[3]} skipped within_limits"], Rows(dry));
        var gc = Cli.Ok("gc", "--max-bytes", $"{two}");
        Assert.Equal([.. jobs[..2].Select(job => $"{job} deleted beyond_max_bytes_{two}"), .. jobs[2..].Select(job => $"{job} skipped within_limits")], Rows(gc));
        Assert.Equal(("", "default", two, false), (gc.Text("older_than"), gc.Text("older_than_source"), gc.Number("max_bytes"), gc.Has("keep")));
        Assert.Equal(jobs[2..], Box.Jobs().Order(StringComparer.Ordinal));
        Assert.Equal(two, jobs[2..].Sum(Size));
    }

    [Fact]
    public void Should_remove_what_any_of_age_count_and_bytes_says()
    {
        var jobs = Ended(5);
        Age(jobs[0], "2020-01-01T00:00:00Z");
        var fits = Size(jobs[4]);
        var all = Cli.Ok("gc", "--older-than", "7d", "--keep", "3", "--max-bytes", $"{fits}", "--dry-run");
        Assert.Equal(
            [
                $"{jobs[0]} would_delete older_than_7d", $"{jobs[1]} would_delete beyond_keep_3", $"{jobs[2]} would_delete beyond_max_bytes_{fits}",
                $"{jobs[3]} would_delete beyond_max_bytes_{fits}", $"{jobs[4]} skipped within_limits",
            ],
            Rows(all));
        Assert.Equal(("7d", "flag", 3L, fits), (all.Text("older_than"), all.Text("older_than_source"), all.Number("keep"), all.Number("max_bytes")));
        // Alone each says only what it says: an old job is one of five, and the usual age is not there.
        Assert.Equal(0, Cli.Ok("gc", "--keep", "5").Number("deleted"));
        Assert.Equal([$"{jobs[0]} deleted older_than_30d", .. jobs[1..].Select(job => $"{job} skipped too_recent")], Rows(Cli.Ok("gc")));
        Assert.Equal(2, Cli.Ok("gc", "--older-than", "7d", "--keep", "3", "--max-bytes", $"{jobs[3..].Sum(Size)}").Number("deleted"));
        Assert.Equal(jobs[3..], Box.Jobs().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_keep_an_ended_job_whose_descendants_still_write_beside_the_newest()
    {
        var busy = Cli.Ok("run", "--wait", "--", "sleep 600 & echo $!; exit 3").JobId;
        var jobs = Ended(2);
        Assert.Equal([$"{busy} skipped busy", $"{jobs[0]} deleted beyond_keep_1", $"{jobs[1]} skipped within_limits"], Rows(Cli.Ok("gc", "--keep", "1")));
        Assert.Equal("exited", Cli.Ok("status", busy).State);
        Sandbox.KillHard(int.Parse(Box.Stdout(busy), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--keep", "-1")]
    [InlineData("--keep", "two")]
    [InlineData("--keep", "18446744073709551616")]
    [InlineData("--max-bytes", "1G")]
    [InlineData("--max-bytes", "")]
    [InlineData("--max-bytes", "1.5")]
    public void Should_refuse_what_is_no_number_before_anything_is_looked_at(string option, string value)
    {
        var run = Cli.Run("gc", $"{option}={value}");
        Assert.Equal((2, ""), (run.ExitCode, run.Stdout));
        Assert.Contains($"'{value}' for '{option}'", run.Stderr, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Box.Root));
        Assert.Empty(Box.Hosts());
        var gc = Cli.Ok("gc", "--keep", "18446744073709551615", "--max-bytes", "0");
        Assert.Equal((0, ulong.MaxValue), (gc.Items("jobs").Count, gc.Json.GetProperty("keep").GetUInt64()));
    }

    // Each ended after the one before it, or in the same second, and is done with: stdout.log and full.log have so many bytes each.
    private List<string> Ended(int count)
    {
        List<string> jobs = [.. Enumerable.Range(0, count).Select(_ => Cli.Ok("run", "--wait", "--", $"head -c {LogBytes} /dev/zero | tr '\\0' x").JobId)];
        Patience.Until(
            () => Cli.Ok("gc", "--keep", "0", "--dry-run").Items("jobs").All(row => !jobs.Contains(Text(row, "job_id")) || Text(row, "action") == "would_delete"),
            "the host is done with the jobs");
        return jobs;
    }

    private void Age(string job, string finishedAt)
    {
        var file = Box.JobFile(job, "state.json");
        var finished = Cli.Ok("status", job).Text("finished_at");
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"finished_at\": \"{finished}\"", $"\"finished_at\": \"{finishedAt}\"", StringComparison.Ordinal));
    }

    private long Size(string job) => new DirectoryInfo(Box.JobFile(job, "")).GetFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static List<string> Rows(Answer gc) =>
        [.. gc.Items("jobs").Select(row => $"{Text(row, "job_id")} {Text(row, "action")} {Text(row, "reason")}")];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
