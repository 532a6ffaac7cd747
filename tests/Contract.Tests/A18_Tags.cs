namespace AgentExec.Contract.Tests;

public sealed class A18_Tags : InWorld
{
    [Fact]
    public void A18_1_grammar()
    {
        string[] good = ["a", "A-1", "a.b.c", "0", "-x", "x-.-y"];
        Assert.Equal(good, Wait([.. good.Select(tag => $"--tag={tag}"), "--", "true"]).Texts("tags"));
        foreach (var bad in (string[])["a_b", "a b", "a/b", "a.", ".a", "a..b", "é", ""]) Usage("run", $"--tag={bad}", "--", "true");
    }

    [Fact]
    public void A18_2_no_wildcard()
    {
        Usage("run", "--tag", "ns.*", "--", "true");
        Usage("run", "--tag", "*", "--", "true");
    }

    [Fact]
    public void A18_3_exact()
    {
        var job = Tagged("ns.a");
        Assert.Equal([job], Matching("ns.a"));
        foreach (var other in (string[])["ns", "ns.ab", "NS.A", "ns.a.b"]) Assert.Empty(Matching(other));
    }

    [Fact]
    public void A18_4_namespace()
    {
        string[] jobs = [Tagged("ns"), Tagged("ns.a"), Tagged("ns.a.b"), Tagged("nsx"), Tagged("x.ns")];
        Assert.Equal(jobs[..3].OrderDescending(), Matching("ns.*"));
        Assert.Equal(jobs[1..3].OrderDescending(), Matching("ns.a.*"));
    }

    [Fact]
    public void A18_9_answer()
    {
        var job = Tagged("old");
        var set = Ok("tag", "set", job, "--tag", "new");
        set.BeginsWith("schema_version", "ok", "type", "job_id", "tags");
        Assert.Equal(("tag_set", job), (set.Text("type"), set.Text("job_id")));
        Assert.Equal(["new"], set.Texts("tags"));
    }

    [Fact]
    public void A18_5_replaces()
    {
        var job = Tagged("old");
        Assert.Equal(["b", "a.x"], Ok("tag", "set", job, "--tag", "b", "--tag", "a.x").Texts("tags"));
        Assert.Equal(["b", "a.x"], Meta(job).Texts("tags"));
        Assert.Equal([job], Matching("a.*"));
        Assert.Empty(Matching("old"));
        Usage("tag", "set", job, "--tag", "ns.*");
        Assert.Equal(["b", "a.x"], Meta(job).Texts("tags"));
    }

    [Fact]
    public void A18_6_clears()
    {
        var job = Tagged("old");
        Assert.Empty(Ok("tag", "set", job).Texts("tags"));
        Assert.Empty(Meta(job).Texts("tags"));
    }

    [Fact]
    public void A18_7_duplicates() =>
        Assert.Equal(["b", "a"], Ok("tag", "set", Tagged("old"), "--tag", "b", "--tag", "a", "--tag", "b").Texts("tags"));

    [Fact]
    public void A18_8_other_metadata()
    {
        var job = Ended("--env", "A=1", "--mask", "A", "--tag", "old", "--", "true");
        var before = Meta(job).Raw();
        var state = Log(job, "state.json");
        Ok("tag", "set", job, "--tag", "new");
        Assert.Equal(before.Replace("\"old\"", "\"new\""), Meta(job).Raw());
        Assert.Equal(state, Log(job, "state.json"));
    }

    [Fact]
    public void A18_10_any_state()
    {
        foreach (var job in (string[])[Launch("--", "sleep 600"), Fixtures.Copy(this, "exited"), Fixtures.Copy(this, "failed")])
        {
            Assert.Equal(["t"], Ok("tag", "set", job, "--tag", "t").Texts("tags"));
            Assert.Equal(["t"], Meta(job).Texts("tags"));
        }
    }

    private string Tagged(string tag) => Ended("--tag", tag, "--", "true");

    private IEnumerable<string> Matching(string pattern) => Ok("list", "--tag", pattern).Items("jobs").Select(job => job.Text("job_id"));
}
