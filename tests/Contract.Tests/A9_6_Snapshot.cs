namespace AgentExec.Contract.Tests;

public sealed class A9_6_Snapshot : InWorld
{
    [Fact]
    public void A9_6_1_closes_at_the_end() => Assert.InRange(Ok("run", "--", "sleep 0.3").Number("waited_ms"), 250, 5000);

    [Fact]
    public void A9_6_2_closes_at_the_deadline()
    {
        var run = Ok("run", "--snapshot-after", "300", "--", "echo early; sleep 600");
        Assert.InRange(run.Number("waited_ms"), 300, 3000);
        Assert.Equal("running", Ok("status", run.Text("job_id")).Text("state"));
    }

    [Fact]
    public void A9_6_3_early_output() =>
        Assert.True(Ok("run", "--snapshot-after", "400", "--", "echo early; echo early >&2; sleep 600").Number("waited_ms") >= 400);

    [Fact]
    public void A9_6_4_both_logs()
    {
        var run = Ok("run", "--snapshot-after", "2000", "--", "echo out; echo err >&2; sleep 600");
        Assert.Equal(("out", "err", "running"), (run.Text("snapshot.stdout_tail"), run.Text("snapshot.stderr_tail"), run.Text("state")));
    }
}

public sealed class A9_7_Wait : InWorld
{
    [Fact]
    public void A9_7_1_fields()
    {
        var run = Wait("--", "echo hi; exit 3");
        Assert.False(run.Has("snapshot"));
        Assert.Equal(("exited", 3L, "hi"), (run.Text("state"), run.Number("exit_code"), run.Text("final_snapshot.stdout_tail")));
        Assert.True(run.IsTime("finished_at"));
    }

    [Fact]
    public void A9_7_2_no_exit_code()
    {
        var run = Wait("--", "kill -9 $$");
        Assert.Equal(("killed", false), (run.Text("state"), run.Has("exit_code")));
    }
}

public sealed class A9_8_Answer : InWorld
{
    private static readonly string[] Snapshot =
    [
        "stdout_tail", "stderr_tail", "truncated", "encoding", "stdout_observed_bytes", "stderr_observed_bytes", "stdout_included_bytes",
        "stderr_included_bytes",
    ];

    [Fact]
    public void A9_8_1_with_wait() => Wait("--env", "A=1", "--", "true").BeginsWith(
        "schema_version", "ok", "type", "job_id", "state", "tags", "env_vars", "stdout_log_path", "stderr_log_path", "waited_ms", "elapsed_ms", "exit_code",
        "finished_at", "final_snapshot");

    [Fact]
    public void A9_8_2_without_wait() => Ok("run", "--snapshot-after", "100", "--env", "A=1", "--", "sleep 600").BeginsWith(
        "schema_version", "ok", "type", "job_id", "state", "tags", "env_vars", "snapshot", "stdout_log_path", "stderr_log_path", "waited_ms", "elapsed_ms");

    [Fact]
    public void A9_8_3_snapshot()
    {
        Ok("run", "--snapshot-after", "100", "--", "sleep 600").At("snapshot").BeginsWith(Snapshot);
        var final = Wait("--", "true").At("final_snapshot");
        final.BeginsWith(Snapshot);
        Assert.Equal("utf-8-lossy", final.Text("encoding"));
    }

    [Fact]
    public void A9_8_4_waited() => Assert.Equal(0, Ok("run", "--snapshot-after", "0", "--", "true").Number("waited_ms"));

    [Fact]
    public void A9_8_5_elapsed()
    {
        foreach (var run in (Json[])[Wait("--", "true"), Ok("run", "--", "true"), Ok("run", "--snapshot-after", "0", "--", "true")])
            Assert.True(run.Number("elapsed_ms") >= run.Number("waited_ms"), run.ToString());
    }

    [Fact]
    public void A9_8_6_tags() => Assert.Empty(Wait("--", "true").Texts("tags"));

    [Fact]
    public void A9_8_7_env_vars() => Assert.False(Wait("--", "true").Has("env_vars"));

    [Fact]
    public void A9_8_8_example()
    {
        var run = Wait("--", "echo out; echo err >&2; exit 3");
        Assert.Equal(
            """{"stdout_tail":"out","stderr_tail":"err","truncated":false,"encoding":"utf-8-lossy","stdout_observed_bytes":4,"stderr_observed_bytes":4,"stdout_included_bytes":3,"stderr_included_bytes":3}""",
            run.Raw("final_snapshot"));
    }
}
