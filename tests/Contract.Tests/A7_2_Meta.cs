namespace AgentExec.Contract.Tests;

public sealed class A7_2_Meta : InWorld
{
    [Fact]
    public void A7_2_1_order()
    {
        var meta = Meta(Ended("--env", "A=1", "--mask", "A", "--tag", "t", "--", "true"));
        meta.InOrder("job", "schema_version", "command", "created_at", "root", "env_keys", "env_vars", "mask", "cwd", "tags");
    }

    [Fact]
    public void A7_2_2_identity()
    {
        var job = Ended("--", "printf", "%s", "a b", "");
        var meta = Meta(job);
        Assert.Equal((job, "0.1", Root), (meta.Text("job.id"), meta.Text("schema_version"), meta.Text("root")));
        Assert.Equal(["printf", "%s", "a b", ""], meta.Texts("command"));
    }

    [Fact]
    public void A7_2_3_created_at()
    {
        var before = DateTime.UtcNow.AddSeconds(-1);
        var meta = Meta(Ended("--", "true"));
        Assert.True(meta.IsTime("created_at"));
        Assert.InRange(DateTime.Parse(meta.Text("created_at")).ToUniversalTime(), before, DateTime.UtcNow);
    }

    [Fact]
    public void A7_2_4_env_keys() =>
        Assert.Equal(["B", "A", "C"], Meta(Ended("--env", "B=x=y", "--env", "A", "--env", "C=", "--", "true")).Texts("env_keys"));

    [Fact]
    public void A7_2_5_empty_is_left_out()
    {
        var meta = Meta(Ended("--", "true"));
        Assert.Empty(meta.Texts("env_keys"));
        Assert.False(meta.Has("env_vars") || meta.Has("mask"), meta.ToString());
    }

    [Fact]
    public void A7_2_6_env_vars()
    {
        var meta = Meta(Ended("--env", "A=1", "--env", "S=x", "--mask", "S", "--", "true"));
        Assert.Equal(["A=1", "S=***"], meta.Texts("env_vars"));
        Assert.Equal(["S"], meta.Texts("mask"));
    }

    [Fact]
    public void A7_2_7_cwd()
    {
        Directory.CreateDirectory(InWork("real"));
        Directory.CreateSymbolicLink(InWork("link"), InWork("real"));
        Assert.Equal(InWork("real"), Meta(Ended("--cwd", "link", "--", "true")).Text("cwd"));
        Assert.Equal(Work, Meta(Ended("--", "true")).Text("cwd"));
    }

    [Fact]
    public void A7_2_8_missing_cwd() => Assert.Equal(InWork("nowhere"), Meta(Launch("--cwd", "nowhere", "--", "true")).Text("cwd"));

    [Fact]
    public void A7_2_9_no_notification() => Assert.False(Meta(Ended("--", "true")).Has("notification"));

    [Fact]
    public void A7_2_11_tags()
    {
        Assert.Empty(Meta(Ended("--", "true")).Texts("tags"));
        Assert.Equal(["b", "a"], Meta(Ended("--tag", "b", "--tag", "a", "--", "true")).Texts("tags"));
    }

    [Fact]
    public void A7_2_12_optional_fields()
    {
        var job = Fixtures.Copy(this, "missing-optional");
        Assert.Equal("exited", Ok("status", job).Text("state"));
        Assert.Empty(Assert.Single(Ok("list", "--all").Items("jobs")).Texts("tags"));
    }

    [Fact]
    public void A7_2_13_unknown_fields()
    {
        var job = Fixtures.Copy(this, "unknown-fields");
        Assert.Equal("exited", Ok("status", job).Text("state"));
        Assert.Equal(job, Assert.Single(Ok("list", "--all").Items("jobs")).Text("job_id"));
    }
}
