using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Every verb's answer: keys, their order, their types (contract A3, A9.8, A12 to A16, B18).</summary>
public sealed class AnswerShapeTests : SandboxTest
{
    private const string Envelope = "schema_version:text ok:bool type:text";

    private const string SnapshotShape =
        "stdout_tail:text stderr_tail:text truncated:bool encoding:text stdout_observed_bytes:number stderr_observed_bytes:number "
        + "stdout_included_bytes:number stderr_included_bytes:number";

    [Fact]
    public void Should_answer_a_quick_run_with_its_end_and_both_outputs()
    {
        var run = Cli.Ok("run", "--", "echo hello; echo oops >&2; exit 3");
        run.HasShape(
            $"{Envelope} job_id:text state:text tags:texts snapshot:object stdout_log_path:text stderr_log_path:text waited_ms:number elapsed_ms:number "
            + "exit_code:number finished_at:time reason:text output_complete:bool");
        Answer.HasShape(run.Snapshot, SnapshotShape);
        Assert.Equal(("run", "exited", 3L, "exited"), (run.Text("type"), run.State, run.Number("exit_code"), run.Text("reason")));
        Assert.Equal(("hello", "oops", "utf-8-lossy"), (
            run.Snapshot.GetProperty("stdout_tail").GetString(), run.Snapshot.GetProperty("stderr_tail").GetString(),
            run.Snapshot.GetProperty("encoding").GetString()));
        Assert.Equal((6, 5, 5, 4), (
            run.Snapshot.GetProperty("stdout_observed_bytes").GetInt32(), run.Snapshot.GetProperty("stderr_observed_bytes").GetInt32(),
            run.Snapshot.GetProperty("stdout_included_bytes").GetInt32(), run.Snapshot.GetProperty("stderr_included_bytes").GetInt32()));
        Assert.Equal($"{Box.Root}/{run.JobId}/stdout.log", run.Text("stdout_log_path"));
        Assert.True(run.Number("elapsed_ms") >= run.Number("waited_ms"));
        Assert.Equal("hello\n", Box.Stdout(run.JobId));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", run.JobId);
    }

    [Fact]
    public void Should_answer_run_wait_with_a_final_snapshot()
    {
        var run = Cli.Ok("run", "--wait", "--tag", "a.b", "--tag", "c", "--env", "X=1", "--", "echo out; exit 3");
        run.HasShape(
            $"{Envelope} job_id:text state:text tags:texts env_vars:texts stdout_log_path:text stderr_log_path:text waited_ms:number elapsed_ms:number "
            + "exit_code:number finished_at:time final_snapshot:object reason:text output_complete:bool");
        Answer.HasShape(run.Json.GetProperty("final_snapshot"), SnapshotShape);
        Assert.Equal(["a.b", "c"], run.Texts("tags"));
        Assert.Equal(["X=1"], run.Texts("env_vars"));
    }

    [Fact]
    public void Should_answer_an_unobserved_run_with_running_and_nothing_waited()
    {
        var run = Cli.Ok("run", "--snapshot-after", "0", "--", "true");
        run.HasShape($"{Envelope} job_id:text state:text tags:texts stdout_log_path:text stderr_log_path:text waited_ms:number elapsed_ms:number");
        Assert.Equal(("running", 0L), (run.State, run.Number("waited_ms")));
        Cli.Ok("wait", run.JobId);
    }

    [Fact]
    public void Should_answer_status_tail_wait_and_kill_of_an_ended_job()
    {
        var job = Cli.Ok("run", "--", "printf 'a\\nb\\n'; exit 3").JobId;

        var status = Cli.Ok("status", job);
        status.HasShape($"{Envelope} job_id:text state:text exit_code:number started_at:time finished_at:time reason:text output_complete:bool");
        Assert.Equal(("status", job, "exited", 3L), (status.Text("type"), status.JobId, status.State, status.Number("exit_code")));

        var tail = Cli.Ok("tail", "--tail-lines", "1", job);
        tail.HasShape(
            $"{Envelope} job_id:text stdout_tail:text stderr_tail:text truncated:bool encoding:text stdout_log_path:text stderr_log_path:text "
            + "stdout_observed_bytes:number stderr_observed_bytes:number stdout_included_bytes:number stderr_included_bytes:number");
        Assert.Equal(("b", true), (tail.Text("stdout_tail"), tail.Flag("truncated")));
        Assert.Equal((4L, 1L), (tail.Number("stdout_observed_bytes"), tail.Number("stdout_included_bytes")));

        var wait = Cli.Ok("wait", job);
        wait.HasShape($"{Envelope} job_id:text state:text exit_code:number reason:text");
        Assert.Equal("wait", wait.Text("type"));

        var kill = Cli.Ok("kill", job);
        kill.HasShape($"{Envelope} job_id:text signal:text state:text exit_code:number reason:text");
        Assert.Equal(("kill", "TERM", "exited"), (kill.Text("type"), kill.Text("signal"), kill.State));
    }

    [Fact]
    public void Should_answer_status_wait_and_list_of_a_running_job_without_an_end()
    {
        var job = Cli.Launch("--", "sleep 600");
        Cli.Ok("status", job).HasShape($"{Envelope} job_id:text state:text started_at:time");
        var wait = Cli.Ok("wait", "--timeout-ms", "50", job);
        wait.HasShape($"{Envelope} job_id:text state:text");
        Assert.Equal("running", wait.State);
        var row = Assert.Single(Cli.Ok("list").Items("jobs"));
        Answer.HasShape(row, "job_id:text state:text started_at:time updated_at:time tags:texts");
        Box.Finish(job);
    }

    [Fact]
    public void Should_answer_list_with_rows()
    {
        var empty = Cli.Ok("list");
        empty.HasShape($"{Envelope} root:text jobs:objects truncated:bool skipped:number");
        Assert.Equal(("list", Box.Root, 0), (empty.Text("type"), empty.Text("root"), empty.Items("jobs").Count));
        Assert.False(Directory.Exists(Box.Root), "list made the root");
        Cli.Ok("run", "--", "exit 1");
        var row = Assert.Single(Cli.Ok("list").Items("jobs"));
        Answer.HasShape(row, "job_id:text state:text exit_code:number started_at:time finished_at:time updated_at:time tags:texts reason:text");
    }

    [Fact]
    public void Should_answer_the_host_verbs()
    {
        var absent = Cli.Ok("host", "status");
        absent.HasShape($"{Envelope} root:text running:bool log_path:text");
        Assert.Equal(("host_status", false), (absent.Text("type"), absent.Flag("running")));
        Assert.False(Directory.Exists(Box.Root), "host status made the root");

        const string running =
            "root:text running:bool pid:number port:number started_at:time version:text protocol_version:number running_jobs:number "
            + "refused_messages:number retention:object log_path:text";
        var started = Cli.Ok("host", "start");
        started.HasShape($"{Envelope} {running}");
        Assert.Equal(("host_start", Box.Root, Box.HostFile("host.log")), (started.Text("type"), started.Text("root"), started.Text("log_path")));
        Assert.Equal(Box.Host(), started.Number("pid"));
        Cli.Ok("host", "status").HasShape($"{Envelope} {running}");

        var logs = Cli.Ok("host", "logs", "--lines", "1");
        logs.HasShape($"{Envelope} root:text log_path:text lines:texts truncated:bool");
        Assert.Single(logs.Texts("lines"));

        var stopped = Cli.Ok("host", "stop");
        stopped.HasShape($"{Envelope} root:text stopped:bool pid:number running_jobs:number");
        Assert.Equal(("host_stop", true, started.Number("pid")), (stopped.Text("type"), stopped.Flag("stopped"), stopped.Number("pid")));
        Assert.Empty(Box.Hosts());
        Cli.Ok("host", "stop").HasShape($"{Envelope} root:text stopped:bool running_jobs:number");
    }

    [Fact]
    public void Should_keep_three_null_keys_in_state_json_and_none_elsewhere()
    {
        var job = Cli.Launch("--", "sleep 600");
        Box.PidOf(job);
        var result = Box.State(job).GetProperty("result");
        Assert.Equal("""{"exit_code":null,"signal":null,"duration_ms":null}""", result.GetRawText().Replace("\n", "").Replace(" ", ""));
        Box.Finish(job);
        var state = Box.State(job);
        Assert.Equal(("killed", "9", "KILL"), (
            state.GetProperty("job").GetProperty("status").GetString(), state.GetProperty("result").GetProperty("signal").GetString(),
            state.GetProperty("signal_name").GetString()));
        foreach (var file in (string[])["meta.json", "state.json"])
        {
            var text = File.ReadAllText(Box.JobFile(job, file));
            Assert.StartsWith("{\n  \"", text);
            Assert.EndsWith("}", text);
        }

        Assert.Equal(["job", "schema_version", "command", "created_at", "root", "env_keys", "cwd", "tags"],
            Box.Meta(job).EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("run")]
    [InlineData("frobnicate")]
    [InlineData("list", "--state", "bogus")]
    [InlineData("list", "--all", "--cwd", "/")]
    [InlineData("run", "--inherit-env", "--no-inherit-env", "true")]
    [InlineData("run", "--tag", "a..b", "true")]
    [InlineData("run", "--timeout", "-1", "true")]
    [InlineData("run", "--timeout", "1x", "true")]
    [InlineData("run", "--timeout", "1.5", "true")]
    [InlineData("wait", "--timeout-ms", "x", "01")]
    [InlineData("tail")]
    public void Should_refuse_wrong_usage_with_exit_code_2_and_nothing_on_stdout(params string[] arguments)
    {
        Cli.Misused(arguments);
        Assert.False(Directory.Exists(Box.Root), "wrong usage made the root");
    }

    [Fact]
    public void Should_keep_stdout_to_one_line_and_stderr_free_of_json_at_every_log_level()
    {
        var loud = Cli.With("RUST_LOG", "debug");
        loud.Ok("-vv", "run", "--", "echo '{\"a\":1}' >&2");
        loud.Ok("host", "status", "-vvv");
        loud.Ok("list", "-vv");
        Assert.Contains("job_not_found", loud.Run("-vv", "status", "nope").Stdout);
        loud.Fails("job_not_found", "-vv", "status", "nope");
        loud.Misused("-vv", "status", "{}", "{\"x\":1}");
    }
}
