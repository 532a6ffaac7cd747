namespace AgentExec.Contract.Tests;

public sealed class A5_Root : InWorld
{
    [Fact]
    public void A5_1_option_wins() => Assert.Equal("/nowhere", RootOf("--root", "/nowhere"));

    [Fact]
    public void A5_2_empty_option_wins() => Assert.Equal("", RootOf("--root", ""));

    [Fact]
    public void A5_3_environment_wins() => Assert.Equal(Root, RootOf());

    [Fact]
    public void A5_4_empty_environment_does_not_count()
    {
        Environment["AGENT_EXEC_ROOT"] = "";
        Assert.Equal(this["data/agent-exec/jobs"], RootOf());
        Environment.Remove("AGENT_EXEC_ROOT");
        Assert.Equal(this["data/agent-exec/jobs"], RootOf());
    }

    [Fact]
    public void A5_5_empty_data_home_does_not_count()
    {
        Environment.Remove("AGENT_EXEC_ROOT");
        Environment["XDG_DATA_HOME"] = "";
        Assert.Equal(Path.Combine(Home, ".local/share/agent-exec/jobs"), RootOf());
    }

    [SkippableFact]
    public void A5_6_home_from_passwd()
    {
        var home = Shell("getent passwd \"$(id -u)\" | cut -d: -f6").Stdout.Trim();
        Skip.If(home.Length == 0 || Directory.Exists(Path.Combine(home, ".local/share/agent-exec/jobs")), "no home, or jobs of its owner in it");
        foreach (var name in (string[])["AGENT_EXEC_ROOT", "XDG_DATA_HOME", "HOME"]) Environment.Remove(name);
        Assert.Equal(Path.Combine(home, ".local/share/agent-exec/jobs"), RootOf());
    }

    [Fact]
    public void A5_7_run_creates_the_root()
    {
        var run = Wait("--root", this["a/b/c"], "--", "true");
        Assert.True(File.Exists(Path.Combine(this["a/b/c"], run.Text("job_id"), "meta.json")));
    }

    [Fact]
    public void A5_8_list_of_a_missing_root()
    {
        var list = Ok("list");
        Assert.Equal((0, 0L, false), (list.Items("jobs").Count, list.Number("skipped"), list.Flag("truncated")));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void A5_9_gc_of_a_missing_root()
    {
        var gc = Ok("gc");
        Assert.Equal((0, 0L, 0L, 0L), (gc.Items("jobs").Count, gc.Number("deleted"), gc.Number("skipped"), gc.Number("freed_bytes")));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void A5_10_root_is_echoed_as_given()
    {
        Assert.Equal(Work + "/../work/./jobs", RootOf("--root", Work + "/../work/./jobs"));
        Directory.CreateDirectory(this["real"]);
        Directory.CreateSymbolicLink(this["link"], this["real"]);
        var run = Wait("--root", this["link/jobs"], "--", "true");
        Assert.StartsWith(this["link/jobs"], run.Text("stdout_log_path"));
        Assert.Equal(this["link/jobs"], RootOf("--root", this["link/jobs"]));
    }

    [Fact]
    public void A5_11_only_run_creates_the_root()
    {
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Error("job_not_found", verb, "nope");
        Assert.False(Directory.Exists(Root));
    }

    private string RootOf(params string[] words) => Ok(["list", .. words]).Text("root");
}
