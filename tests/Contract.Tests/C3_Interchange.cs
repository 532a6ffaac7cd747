namespace AgentExec.Contract.Tests;

/// <summary>A root as the original leaves it, half-broken directories included.</summary>
public sealed class C3_Interchange : InWorld
{
    private static readonly string[] EndedOnes =
        ["exited", "killed-by-name", "killed-by-number", "failed", "unknown-fields", "missing-optional", "no-logs", "finished-empty-time", "temporary-left", "with-events"];

    private static readonly string[] Unreadable = ["no-state", "truncated-state", "empty-state", "state-of-wrong-types", "unknown-status"];

    private static readonly string[] Skipped = ["truncated-meta", "empty-meta", "no-meta", "not-a-job"];

    private static readonly string[] Running = ["running-dead-pid", "running-without-pid"];

    public static TheoryData<string, string> Ends => new()
    {
        { "exited", "exited" }, { "killed-by-name", "killed" }, { "killed-by-number", "killed" }, { "failed", "failed" }, { "unknown-fields", "exited" },
        { "missing-optional", "exited" }, { "no-logs", "exited" }, { "temporary-left", "exited" }, { "with-events", "exited" },
    };

    [Fact]
    public void C3_1_listed()
    {
        var known = All().ToDictionary(name => name, name => Fixtures.Copy(this, name));
        var list = Ok("list", "--all");
        Assert.Equal(Skipped.Length, list.Number("skipped"));
        var rows = list.Items("jobs").ToDictionary(job => job.Text("job_id"));
        Assert.Equal(EndedOnes.Concat(Unreadable).Concat(Running).Select(name => known[name]).Order(), rows.Keys.Order());
        Assert.All(Unreadable, name => Assert.Equal((name, "unknown"), (name, rows[known[name]].Text("state"))));
        Assert.All(Running, name => Assert.NotEqual("unknown", rows[known[name]].Text("state")));
        foreach (var row in Ends) Assert.Equal(row[1], rows[known[(string)row[0]]].Text("state"));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void C3_2_ended(string name, string state)
    {
        var job = Fixtures.Copy(this, name);
        Assert.Equal(state, Ok("status", job).Text("state"));
        Assert.Equal(state, Ok("wait", job).Text("state"));
        Ok("kill", job);
        Assert.Equal(state, Ok("status", job).Text("state"));
    }

    [Fact]
    public void C3_3_tailed()
    {
        foreach (var name in All().Except(["no-logs", "not-a-job"])) Assert.Equal("hi", Ok("tail", Fixtures.Copy(this, name)).Text("stdout_tail"));
        Assert.Equal("", Ok("tail", Fixtures.Copy(this, "no-logs")).Text("stdout_tail"));
    }

    [Theory]
    [InlineData("running-dead-pid")]
    [InlineData("running-without-pid")]
    [Trait(Scope.Name, Scope.ThisProduct)]
    public void C3_4_no_longer_running(string name)
    {
        var job = Fixtures.Copy(this, name);
        Assert.Equal(("failed", "lost"), (Ok("wait", job) is var wait ? wait.Text("state") : "", wait.Text("reason")));
        Assert.Equal("failed", Assert.Single(Ok("list", "--all").Items("jobs")).Text("state"));
    }

    [Fact]
    public void C3_5_collected()
    {
        var known = All().Except(Running).ToDictionary(name => name, name => Fixtures.Copy(this, name));
        var gc = Ok("gc");
        var rows = gc.Items("jobs").ToDictionary(job => job.Text("job_id"));
        Assert.Equal(known.Values.Order(), rows.Keys.Order());
        foreach (var (name, job) in known)
        {
            var kept = Unreadable.Contains(name) || name is "finished-empty-time" or "not-a-job";
            Assert.Equal((name, kept ? "skipped" : "deleted"), (name, rows[job].Text("action")));
            Assert.Equal(kept, Directory.Exists(JobFile(job, "")));
        }
    }

    [Fact]
    public void C3_6_unchanged()
    {
        var jobs = EndedOnes.Concat(Unreadable).Concat(Skipped).Select(name => Fixtures.Copy(this, name)).ToList();
        var before = Everything();
        Ok("list", "--all");
        foreach (var job in jobs)
            foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Run(verb, job).Answer();
        Assert.Equal(before, Everything());

        List<string> Everything() => [.. Jobs().SelectMany(job => Directory.EnumerateFiles(JobFile(job, "")).Order().Select(path => path + "\n" + File.ReadAllText(path)))];
    }

    [Fact]
    public async Task C3_7_still_supervised()
    {
        // What the original's supervisor does: it runs the command in a session of its own, and writes how it ended.
        const string supervisor =
            """
            say() { printf '{"job":{"id":"%s","status":"%s","started_at":"2026-01-01T00:00:00Z"},"result":{"exit_code":null,"signal":%s,"duration_ms":null},"pid":%d,"updated_at":"%s"}' \
                "$2" "$3" "$4" "$pid" "$(date -u +%FT%TZ)" >"$1/.tmp-state" && mv "$1/.tmp-state" "$1/state.json"; }
            setsid sleep 600 & pid=$!
            say "$1" "$2" running null
            wait $pid
            say "$1" "$2" killed '"15"'
            """;
        var job = Fixtures.Copy(this, "running-dead-pid");
        var supervising = Task.Factory.StartNew(() => Shell(supervisor, JobFile(job, ""), job), TaskCreationOptions.LongRunning);
        LogWatch.Until(JobFile(job, "state.json"), () => State(job).Number("pid") != 4194303);
        Assert.Equal("running", Ok("status", job).Text("state"));
        var waiting = Begin("wait", job);
        Assert.Equal("TERM", Ok("kill", "--wait-ms", "30000", job).Text("signal"));
        Assert.Equal("killed", (await waiting).Ok().Text("state"));
        Assert.Equal(0, (await supervising).ExitCode);
        Assert.Equal(("killed", "15"), (State(job).Text("job.status"), State(job).Text("result.signal")));
        Assert.False(State(job).Has("kill_requested"));
    }

    private static IEnumerable<string> All() => EndedOnes.Concat(Unreadable).Concat(Skipped).Concat(Running);
}
