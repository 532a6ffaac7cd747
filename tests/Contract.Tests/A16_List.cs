namespace AgentExec.Contract.Tests;

public sealed class A16_List : InWorld
{
    [Fact]
    public void A16_1_plain_files()
    {
        var job = Fixtures.Copy(this, "exited");
        File.WriteAllText(JobFile("", "note.txt"), "");
        var list = Ok("list", "--all");
        Assert.Equal((job, 0L), (Assert.Single(list.Items("jobs")).Text("job_id"), list.Number("skipped")));
    }

    [Fact]
    public void A16_2_no_meta()
    {
        foreach (var name in (string[])["no-meta", "truncated-meta", "empty-meta", "not-a-job", "exited"]) Fixtures.Copy(this, name);
        var list = Ok("list", "--all");
        Assert.Equal(4, list.Number("skipped"));
        Assert.Single(list.Items("jobs"));
    }

    [Fact]
    public void A16_3_callers_directory()
    {
        var here = Ended("--", "true");
        Ended("--cwd", "/", "--", "true");
        Assert.Equal([here], Ids("list"));
        Directory.CreateSymbolicLink(this["link"], Work);
        Work = this["link"];
        Assert.Equal([here], Ids("list"));
    }

    [Fact]
    public void A16_4_other_directory()
    {
        Directory.CreateDirectory(InWork("sub"));
        Directory.CreateSymbolicLink(InWork("link"), InWork("sub"));
        Ended("--", "true");
        var job = Ended("--cwd", "sub", "--", "true");
        foreach (var path in (string[])["sub", "./sub/", "link", InWork("link"), InWork("sub/../sub")]) Assert.Equal([job], Ids("list", "--cwd", path));
        Assert.Empty(Ids("list", "--cwd", "nowhere"));
    }

    [Fact]
    public void A16_5_all()
    {
        var jobs = new[] { Ended("--", "true"), Ended("--cwd", "/", "--", "true"), Fixtures.Copy(this, "exited") };
        Assert.Equal(jobs.Order(), Ids("list", "--all").Order());
    }

    [Fact]
    public void A16_6_no_cwd()
    {
        var job = Fixtures.Copy(this, "missing-optional");
        Assert.Empty(Ids("list"));
        Assert.Empty(Ids("list", "--cwd", "/srv/app"));
        Assert.Equal([job], Ids("list", "--all"));
    }

    [Fact]
    public void A16_7_tags()
    {
        var both = Ended("--tag", "a", "--tag", "b.c", "--", "true");
        var one = Ended("--tag", "a", "--", "true");
        Assert.Equal([one, both], Ids("list", "--tag", "a"));
        Assert.Equal([both], Ids("list", "--tag", "a", "--tag", "b.*"));
        Assert.Empty(Ids("list", "--tag", "a", "--tag", "d"));
    }

    [Fact]
    public void A16_8_filtered_is_not_skipped()
    {
        Ended("--", "true");
        Assert.Equal(0, Ok("list", "--tag", "x").Number("skipped"));
        Assert.Equal(0, Ok("list", "--cwd", "/").Number("skipped"));
        Assert.Equal(0, Ok("list", "--state", "failed").Number("skipped"));
    }

    [Theory]
    [InlineData("truncated-state")]
    [InlineData("empty-state")]
    [InlineData("state-of-wrong-types")]
    public void A16_9_unknown(string name)
    {
        var job = Fixtures.Copy(this, name);
        var row = Assert.Single(Ok("list", "--all").Items("jobs"));
        Assert.Equal(["job_id", "state", "started_at", "tags"], row.Keys());
        Assert.Equal((job, "unknown"), (row.Text("job_id"), row.Text("state")));
    }

    [Fact]
    public void A16_10_state()
    {
        var exited = Fixtures.Copy(this, "exited");
        var killed = Fixtures.Copy(this, "killed-by-number");
        var failed = Fixtures.Copy(this, "failed");
        var unknown = Fixtures.Copy(this, "truncated-state");
        var running = Launch("--", "sleep 600");
        foreach (var (state, job) in (ReadOnlySpan<(string, string)>)[("exited", exited), ("killed", killed), ("failed", failed), ("unknown", unknown), ("running", running)])
            Assert.Equal([job], Ids("list", "--all", "--state", state));
    }

    [Fact]
    public void A16_11_order()
    {
        foreach (var name in (string[])["exited", "failed", "killed-by-name", "unknown-fields"]) Fixtures.Copy(this, name);
        var job = Ended("--", "true");
        // The frozen ones were all created in the same second.
        var ids = Ids("list", "--all");
        Assert.Equal(job, ids[0]);
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void A16_12_limit()
    {
        foreach (var name in (string[])["exited", "failed", "killed-by-name"]) Fixtures.Copy(this, name);
        Assert.Equal(Ids("list", "--all")[..2], Ids("list", "--all", "--limit", "2"));
        Assert.True(Ok("list", "--all", "--limit", "2").Flag("truncated"));
        Assert.False(Ok("list", "--all", "--limit", "3").Flag("truncated"));
    }

    [Fact]
    public void A16_13_no_limit()
    {
        foreach (var name in (string[])["exited", "failed", "killed-by-name"]) Fixtures.Copy(this, name);
        Assert.Equal(3, Ids("list", "--all", "--limit", "0").Count);
        Assert.False(Ok("list", "--all", "--limit", "0").Flag("truncated"));
    }

    [Fact]
    public void A16_14_answer() => Ok("list").BeginsWith("schema_version", "ok", "type", "root", "jobs", "truncated", "skipped");

    [Fact]
    public void A16_15_job()
    {
        Fixtures.Copy(this, "exited");
        Fixtures.Copy(this, "killed-by-number");
        var jobs = Ok("list", "--all").Items("jobs");
        jobs[1].BeginsWith("job_id", "state", "exit_code", "started_at", "finished_at", "updated_at", "tags");
        jobs[0].BeginsWith("job_id", "state", "started_at", "finished_at", "updated_at", "tags");
        Assert.Equal(["ci.build", "nightly"], jobs[1].Texts("tags"));
    }

    [Fact]
    public void A16_16_from_meta()
    {
        var job = Fixtures.Copy(this, "exited");
        Directory.Move(JobFile(job, ""), JobFile("renamed", ""));
        var meta = Json.OfFile(JobFile("renamed", "meta.json"));
        var row = Assert.Single(Ok("list", "--all").Items("jobs"));
        Assert.Equal((job, meta.Text("created_at")), (row.Text("job_id"), row.Text("started_at")));
    }

    private List<string> Ids(params string[] words) => [.. Ok(words).Items("jobs").Select(job => job.Text("job_id"))];
}
