using System.Globalization;
using AgentExec.EndToEnd.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What <c>gc</c> removes and what it leaves (contract A17, B12, B16).</summary>
public sealed class GcTests : SandboxTest
{
    private const string Shape =
        "schema_version:text ok:bool type:text root:text dry_run:bool older_than:text older_than_source:text deleted:number skipped:number "
        + "freed_bytes:number jobs:objects";

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [Fact]
    public void Should_remove_old_jobs_of_every_directory_and_keep_the_young_ones()
    {
        var young = Cli.Ok("run", "--wait", "--", "echo hi").JobId;
        Plant("OLD1", "2020-01-01T00:00:00Z");
        Plant("OLD2", "2020-01-01T00:00:00Z", state: "killed");
        Plant("TODAY", Today);
        Plant("UNDATED", "");
        Directory.CreateDirectory(Path.Combine(Box.Root, "EMPTY"));
        var dry = Cli.Ok("gc", "--dry-run");
        dry.HasShape(Shape);
        string[] kept = ["EMPTY unknown skipped state_unreadable", "TODAY exited skipped too_recent", "UNDATED exited skipped no_timestamp", $"{young} exited skipped too_recent"];
        Assert.Equal([.. kept, "OLD1 exited would_delete older_than_30d", "OLD2 killed would_delete older_than_30d"], Rows(dry));
        Assert.Equal((0L, 4L, "30d", "default"), (dry.Number("deleted"), dry.Number("skipped"), dry.Text("older_than"), dry.Text("older_than_source")));
        Assert.Equal(6, Box.Jobs().Count);
        var size = new DirectoryInfo(Path.Combine(Box.Root, "OLD1")).GetFiles().Sum(file => file.Length);
        Assert.Equal(size + new DirectoryInfo(Path.Combine(Box.Root, "OLD2")).GetFiles().Sum(file => file.Length), dry.Number("freed_bytes"));

        var gc = Cli.Ok("gc", "--older-than", "720h");
        Assert.Equal([.. kept, "OLD1 exited deleted older_than_720h", "OLD2 killed deleted older_than_720h"], Rows(gc));
        Assert.Equal((2L, 4L, "720h", "flag"), (gc.Number("deleted"), gc.Number("skipped"), gc.Text("older_than"), gc.Text("older_than_source")));
        Assert.Equal(dry.Number("freed_bytes"), gc.Number("freed_bytes"));
        Assert.Equal(["EMPTY", "TODAY", "UNDATED", young], Box.Jobs().Order(StringComparer.Ordinal).OrderBy(name => name == young));
        Assert.Empty(Directory.GetFileSystemEntries(Box.HostFile("trash")));
        Cli.Fails("job_not_found", "status", "OLD1");
        Assert.Equal("exited", Cli.Ok("status", young).State);
    }

    [Fact]
    public void Should_answer_for_a_missing_root_without_a_host()
    {
        var gc = Cli.Ok("gc", "--older-than", " 1s ");
        gc.HasShape(Shape);
        Assert.Equal((0L, 0L, 0L, " 1s "), (gc.Number("deleted"), gc.Number("skipped"), gc.Number("freed_bytes"), gc.Text("older_than")));
        Cli.Fails("internal_error", "gc", "--older-than", "18446744073709551615d");
        Assert.Empty(Cli.Ok("gc", "--older-than", "18446744073709551615").Items("jobs"));
        Assert.False(Directory.Exists(Box.Root));
        Assert.Empty(Box.Hosts());
    }

    [Fact]
    public void Should_follow_no_link()
    {
        var outside = Directory.CreateDirectory(Box["outside"]).FullName;
        File.WriteAllText(Path.Combine(outside, "precious"), new string('x', 5000));
        Plant("OLD", "2020-01-01T00:00:00Z");
        Directory.CreateSymbolicLink(Box.JobFile("OLD", "link"), outside);
        Plant("MOVED", "2020-01-01T00:00:00Z");
        Directory.Move(Path.Combine(Box.Root, "MOVED"), Box["moved"]);
        Directory.CreateSymbolicLink(Path.Combine(Box.Root, "MOVED"), Box["moved"]);
        Assert.InRange(Cli.Ok("gc", "--dry-run").Number("freed_bytes"), 1, 4999);
        Assert.Equal(["OLD exited deleted older_than_30d"], Rows(Cli.Ok("gc")));
        Assert.True(File.Exists(Path.Combine(outside, "precious")));
        Assert.True(File.Exists(Box.JobFile("MOVED", "state.json")));
    }

    [Fact]
    public void Should_leave_a_job_whole_that_cannot_be_removed()
    {
        Plant("OLD", "2020-01-01T00:00:00Z");
        Cli.Ok("host", "start");
        // In the way of what gc needs; a directory without rights would not stop the superuser.
        File.WriteAllText(Box.HostFile("trash"), "");
        var gc = Cli.Ok("gc");
        Assert.StartsWith("OLD exited skipped delete_failed: ", Assert.Single(Rows(gc)), StringComparison.Ordinal);
        Assert.Equal((0L, 1L, 0L), (gc.Number("deleted"), gc.Number("skipped"), gc.Number("freed_bytes")));
        Assert.Equal("exited", Cli.Ok("status", "OLD").State);
        File.Delete(Box.HostFile("trash"));
        Assert.Equal(1, Cli.Ok("gc").Number("deleted"));
    }

    [Fact]
    public void Should_leave_a_job_whose_descendants_still_write()
    {
        var job = Cli.Ok("run", "--wait", "--", "sleep 600 & echo $!; exit 3").JobId;
        Assert.False(Cli.Ok("status", job).Flag("output_complete"));
        Assert.Equal([$"{job} exited skipped too_recent"], Rows(Cli.Ok("gc")));
        var state = File.ReadAllText(Box.JobFile(job, "state.json"));
        var finished = Cli.Ok("status", job).Text("finished_at");
        File.WriteAllText(Box.JobFile(job, "state.json"), state.Replace($"\"finished_at\": \"{finished}\"", "\"finished_at\": \"2020-01-01T00:00:00Z\"", StringComparison.Ordinal));
        Assert.Equal([$"{job} exited skipped busy"], Rows(Cli.Ok("gc")));
        Assert.Equal("exited", Cli.Ok("status", job).State);
        var running = Cli.Launch("--", "sleep 600");
        Assert.Contains($"{running} running skipped running", Rows(Cli.Ok("gc", "--older-than", "0")));
        Box.Finish(running);
        Sandbox.KillHard(int.Parse(Box.Stdout(job), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Should_remove_what_a_host_that_died_has_left()
    {
        Plant("YOUNG", Today);
        Files.MakeDirectory(Box.HostFile(""));
        Directory.CreateDirectory(Path.Combine(Box.HostFile("trash"), "HALF"));
        File.WriteAllText(Path.Combine(Box.HostFile("trash"), "HALF", "state.json"), "{");
        Assert.Equal(["YOUNG exited skipped too_recent"], Rows(Cli.Ok("gc")));
        Assert.Empty(Directory.GetFileSystemEntries(Box.HostFile("trash")));
    }

    [Fact]
    public void Should_remove_thousands_in_one_call()
    {
        for (var i = 0; i < 1300; i++) Plant($"OLD{i:D4}", "2020-01-01T00:00:00Z");
        Assert.Equal(1300, Cli.Ok("gc", "--dry-run").Items("jobs").Count);
        var gc = Cli.Ok("gc");
        Assert.Equal((1300L, 1300), (gc.Number("deleted"), gc.Items("jobs").Count));
        Assert.Empty(Box.Jobs());
        Assert.Empty(Cli.Ok("list", "--all").Items("jobs"));
    }

    private static List<string> Rows(Answer gc) =>
    [
        .. gc.Items("jobs")
            .Select(row => $"{row.GetProperty("job_id").GetString()} {row.GetProperty("state").GetString()} {row.GetProperty("action").GetString()} {row.GetProperty("reason").GetString()}")
            .OrderBy(row => row.Contains("older_than", StringComparison.Ordinal)).ThenBy(row => row.StartsWith('0')).ThenBy(row => row, StringComparer.Ordinal),
    ];

    // As v0.1.5 writes them: no exit.json, no reason.
    private void Plant(string id, string finishedAt, string state = "exited")
    {
        if (!Directory.Exists(Box.Root)) Directory.CreateDirectory(Box.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(Box.Root, id));
        File.WriteAllText(Box.JobFile(id, "meta.json"), $$"""
            { "job": { "id": "{{id}}" }, "schema_version": "0.1", "command": ["true"], "created_at": "2020-01-01T00:00:00Z", "root": "{{Box.Root}}", "env_keys": [], "tags": [] }
            """);
        File.WriteAllText(Box.JobFile(id, "state.json"), $$"""
            { "job": { "id": "{{id}}", "status": "{{state}}", "started_at": "2020-01-01T00:00:00Z" }, "result": { "exit_code": null, "signal": null, "duration_ms": 5 },
              "pid": 1, "finished_at": "{{finishedAt}}", "updated_at": "2020-01-01T00:00:00Z" }
            """);
        File.WriteAllText(Box.JobFile(id, "stdout.log"), "0123456789");
    }
}
