namespace AgentExec.Contract.Tests;

public sealed class A9_1_Window : InWorld
{
    [Fact]
    public async Task A9_1_1_ten_seconds_at_most()
    {
        var calls = await Task.WhenAll(Begin("run", "--", "sleep 600"), Begin("run", "--snapshot-after", "60000", "--", "sleep 600"));
        Assert.All(calls, call => Assert.InRange(call.Ok().Number("waited_ms"), 9900, 12000));
    }
}

public sealed class A9_1_Options : InWorld
{
    [Fact]
    public void A9_1_2_no_window()
    {
        var run = Ok("run", "--snapshot-after", "0", "--", "sleep 600");
        Assert.False(run.Has("snapshot"));
        Assert.Equal(("running", 0L), (run.Text("state"), run.Number("waited_ms")));
    }

    [Fact]
    public void A9_1_3_window_and_wait()
    {
        var run = Ok("run", "--wait", "--snapshot-after", "1", "--", "sleep 0.2; echo end");
        Assert.Equal(("exited", "end"), (run.Text("state"), run.Text("final_snapshot.stdout_tail")));
    }

    [Fact]
    public void A9_1_4_tail_lines()
    {
        Assert.Equal("59\n60", Wait("--tail-lines", "2", "--", "seq 60").Text("final_snapshot.stdout_tail"));
        Assert.Equal(50, Wait("--", "seq 60").Text("final_snapshot.stdout_tail").Split('\n').Length);
        Assert.Equal(61, Wait("--tail-lines", "0", "--", "seq 60").Text("final_snapshot.stdout_tail").Split('\n').Length);
    }

    [Fact]
    public void A9_1_5_max_bytes()
    {
        const string flood = "head -c 70000 /dev/zero | tr '\\0' x";
        var run = Wait("--", flood);
        Assert.Equal((65536L, 70000L, true), (
            run.Number("final_snapshot.stdout_included_bytes"), run.Number("final_snapshot.stdout_observed_bytes"), run.Flag("final_snapshot.truncated")));
        Assert.Equal("xxx", Wait("--max-bytes", "3", "--", flood).Text("final_snapshot.stdout_tail"));
    }

    [Fact]
    public void A9_1_6_no_timeout() => Assert.Equal("exited", Wait("--timeout", "0", "--", "sleep 0.3").Text("state"));

    [Fact]
    public void A9_1_7_cwd()
    {
        Directory.CreateDirectory(InWork("sub"));
        Assert.Equal(InWork("sub") + "\n", Output("--cwd", "sub", "--", "pwd"));
        Assert.Equal("/\n", Output("--cwd", "/", "--", "pwd"));
    }

    [Fact]
    public void A9_1_8_duplicate_tags() =>
        Assert.Equal(["b", "a.x", "c"], Wait("--tag", "b", "--tag", "a.x", "--tag", "b", "--tag", "c", "--tag", "a.x", "--", "true").Texts("tags"));

    [Fact]
    public void A9_1_9_log()
    {
        Ended("--log", "a/b/c.log", "--", "echo first; echo second");
        Assert.Equal(2, File.ReadAllLines(InWork("a/b/c.log")).Length);
        Ended("--log", "a/b/c.log", "--cwd", "/", "--", "echo third");
        Assert.EndsWith(" third", Assert.Single(File.ReadAllLines(InWork("a/b/c.log"))));
    }

    [Fact]
    public void A9_1_10_progress()
    {
        var job = Launch("--progress-every", "100", "--", "sleep 600");
        var file = JobFile(job, "state.json");
        LogWatch.Until(file, () => State(job).Has("pid"));
        var before = State(job);
        LogWatch.Until(file, () => State(job).Text("updated_at") != before.Text("updated_at"));
        var after = State(job);
        Assert.Equal(before.Raw().Replace(before.Text("updated_at"), ""), after.Raw().Replace(after.Text("updated_at"), "")
            .Replace(before.Text("updated_at"), ""));
    }

    [Fact]
    public void A9_1_11_wait()
    {
        var run = Wait("--", "sleep 0.3; exit 4");
        Assert.Equal(("exited", 4L), (run.Text("state"), run.Number("exit_code")));
        Assert.True(run.Number("waited_ms") >= 250, run.ToString());
    }

    [Fact]
    public void A9_1_12_wait_poll()
    {
        Assert.Equal("exited", Wait("--wait-poll-ms", "0", "--", "true").Text("state"));
        Assert.Equal("exited", Wait("--wait-poll-ms", "50", "--", "true").Text("state"));
    }

    [Fact]
    public void A9_1_13_no_short_options()
    {
        foreach (var option in (string[])["-w", "-t", "-e", "-c", "-l"]) Usage("run", option, "true");
    }
}
