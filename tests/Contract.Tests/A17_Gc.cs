namespace AgentExec.Contract.Tests;

/// <summary>The frozen jobs ended on 2026-01-01, long before any test runs.</summary>
public sealed class A17_Gc : InWorld
{
    [Fact]
    public void A17_1_default_age()
    {
        var gc = Ok("gc");
        Assert.Equal(("30d", "default"), (gc.Text("older_than"), gc.Text("older_than_source")));
        gc = Ok("gc", "--older-than", "30d");
        Assert.Equal(("30d", "flag"), (gc.Text("older_than"), gc.Text("older_than_source")));
    }

    [Theory]
    [InlineData("7d", "would_delete")]
    [InlineData("24h", "would_delete")]
    [InlineData("1m", "would_delete")]
    [InlineData("5s", "would_delete")]
    [InlineData("60", "would_delete")]
    [InlineData(" 7d ", "would_delete")]
    [InlineData("36500d", "skipped")]
    public void A17_2_durations(string duration, string action)
    {
        Fixtures.Copy(this, "exited");
        Assert.Equal(action, Ok("gc", "--dry-run", "--older-than", duration).Text("jobs.0.action"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("1w")]
    [InlineData("1.5d")]
    [InlineData("-1d")]
    [InlineData("d")]
    public void A17_3_bad_durations(string duration)
    {
        WriteWork("file", "");
        Error("internal_error", "gc", $"--older-than={duration}", "--root", InWork("file"));
        Error("internal_error", "gc", $"--older-than={duration}");
        Assert.False(Directory.Exists(Root));
    }

    [Theory]
    [InlineData("truncated-state")]
    [InlineData("empty-state")]
    [InlineData("state-of-wrong-types")]
    [InlineData("no-state")]
    [InlineData("not-a-job")]
    public void A17_4_unreadable(string name) => Skips(Fixtures.Copy(this, name), "unknown", "state_unreadable");

    [Fact]
    public void A17_5_running()
    {
        var job = Launch("--", "sleep 600");
        Skips(job, "running", "running", "0s");
        Finish(job);
    }

    [Fact]
    public void A17_6_no_time() => Skips(Fixtures.Copy(this, "finished-empty-time"), "exited", "no_timestamp");

    [Fact]
    public void A17_7_too_recent() => Skips(Ended("--", "exit 1"), "exited", "too_recent", "1h");

    [Fact]
    public void A17_8_dry_run()
    {
        var job = Fixtures.Copy(this, "exited");
        var size = Size(job);
        var row = Assert.Single(Ok("gc", "--dry-run", "--older-than", "7d").Items("jobs"));
        Assert.Equal($$"""{"job_id":"{{job}}","state":"exited","action":"would_delete","reason":"older_than_7d","bytes":{{size}}}""", row.Raw());
        Assert.Equal(size, Size(job));
        Assert.Equal("exited", Ok("status", job).Text("state"));
    }

    [Fact]
    public void A17_9_deleted()
    {
        var job = Fixtures.Copy(this, "killed-by-name");
        var size = Size(job);
        var row = Assert.Single(Ok("gc").Items("jobs"));
        Assert.Equal($$"""{"job_id":"{{job}}","state":"killed","action":"deleted","reason":"older_than_30d","bytes":{{size}}}""", row.Raw());
        Assert.Empty(Jobs());
        Error("job_not_found", "status", job);
    }

    [SkippableFact]
    public void A17_10_removal_failed()
    {
        var job = Fixtures.Copy(this, "exited");
        Directory.CreateDirectory(JobFile(job, "busy"));
        // A directory with something mounted on it cannot be removed by whom it is mounted for.
        var gc = Shell("unshare -m sh -c 'mount -t tmpfs none \"$1\" || exit 77; exec \"$0\" gc' \"$0\" \"$1\"", JobFile(job, "busy"));
        Skip.If(gc.ExitCode is not (0 or 1), $"no mount namespace here: {gc.Stderr}");
        var row = Assert.Single(gc.Ok().Items("jobs"));
        Assert.Equal(("skipped", "exited"), (row.Text("action"), row.Text("state")));
        Assert.StartsWith("delete_failed: ", row.Text("reason"));
        Assert.Equal(1, gc.Ok().Number("skipped"));
    }

    [Fact]
    public void A17_11_time()
    {
        // finished_at is old and counts; the other has no finished_at, and its updated_at is old.
        var finished = Fixtures.Copy(this, "exited");
        var file = JobFile(finished, "state.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"updated_at\": \"2026-01-01", $"\"updated_at\": \"{DateTime.UtcNow:yyyy-MM-dd}"));
        var updated = Fixtures.Copy(this, "missing-optional");
        Assert.Equal([finished, updated], Ok("gc", "--dry-run").Items("jobs").Where(job => job.Text("action") == "would_delete").Select(job => job.Text("job_id")).Order());
    }

    [Fact]
    public void A17_12_size()
    {
        var job = Fixtures.Copy(this, "exited");
        Directory.CreateDirectory(JobFile(job, "deep/er"));
        File.WriteAllText(JobFile(job, "deep/er/file"), new string('x', 5000));
        File.CreateSymbolicLink(JobFile(job, "link"), "/etc/passwd");
        Assert.Equal(Size(job) - new FileInfo(JobFile(job, "link")).Length, Ok("gc", "--dry-run").Number("jobs.0.bytes"));
        Ok("gc");
        Assert.True(Jobs().Count == 0 && File.Exists("/etc/passwd"));
    }

    [Fact]
    public void A17_13_no_meta()
    {
        var job = Fixtures.Copy(this, "no-meta");
        var row = Assert.Single(Ok("gc").Items("jobs"));
        Assert.Equal((job, "deleted"), (row.Text("job_id"), row.Text("action")));
    }

    [Fact]
    public void A17_14_every_directory()
    {
        Fixtures.Copy(this, "exited");
        Fixtures.Copy(this, "missing-optional");
        Work = "/";
        Assert.Equal(2, Ok("gc").Number("deleted"));
    }

    [Fact]
    public void A17_15_order() => Ok("gc").BeginsWith(
        "schema_version", "ok", "type", "root", "dry_run", "older_than", "older_than_source", "deleted", "skipped", "freed_bytes", "jobs");

    [Fact]
    public void A17_16_job()
    {
        Fixtures.Copy(this, "exited");
        Directory.Move(JobFile(Jobs()[0], ""), JobFile("renamed", ""));
        var row = Assert.Single(Ok("gc", "--dry-run").Items("jobs"));
        row.BeginsWith("job_id", "state", "action", "reason", "bytes");
        Assert.Equal("renamed", row.Text("job_id"));
    }

    [Fact]
    public void A17_17_counts()
    {
        foreach (var name in (string[])["exited", "failed", "truncated-state"]) Fixtures.Copy(this, name);
        var dry = Ok("gc", "--dry-run");
        var freed = dry.Items("jobs").Sum(job => job.Number("bytes"));
        Assert.Equal((true, 0L, freed), (dry.Flag("dry_run"), dry.Number("deleted"), dry.Number("freed_bytes")));
        var gc = Ok("gc");
        Assert.Equal((false, 2L, 1L, freed), (gc.Flag("dry_run"), gc.Number("deleted"), gc.Number("skipped"), gc.Number("freed_bytes")));
        Assert.Single(Jobs());
    }

    private void Skips(string job, string state, string reason, string age = "1d")
    {
        foreach (var words in (string[][])[["gc", "--dry-run", "--older-than", age], ["gc", "--older-than", age]])
        {
            var row = Assert.Single(Ok(words).Items("jobs"));
            Assert.Equal($$"""{"job_id":"{{job}}","state":"{{state}}","action":"skipped","reason":"{{reason}}","bytes":0}""", row.Raw());
        }

        Assert.Equal([job], Jobs());
    }

    private long Size(string job) => Directory.EnumerateFiles(JobFile(job, ""), "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
}
