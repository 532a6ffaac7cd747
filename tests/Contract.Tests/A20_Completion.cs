namespace AgentExec.Contract.Tests;

public sealed class A20_Completion : Notifications
{
    [Fact]
    public void A7_1_7_private_event()
    {
        var job = Ended("--notify-file", "f.ndjson", "--", "true");
        Delivered(job, 1);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(JobFile(job, "completion_event.json")));
    }

    [Fact]
    public void A7_2_10_notification_in_meta()
    {
        var job = Ended("--notify-command", "true", "--notify-file", "f.ndjson", "--", "true");
        Assert.Equal("""{"notify_command":"true","notify_file":"f.ndjson"}""", Meta(job).Raw("notification"));
        Ok("notify", "set", job, "--output-pattern", "x");
        Assert.Equal(["notify_command", "notify_file", "on_output_match"], Meta(job).Keys("notification"));
        Meta(job).InOrder("cwd", "notification", "tags");
    }

    [Fact]
    public void A9_7_3_after_wait()
    {
        Ended("--notify-file", "f.ndjson", "--", "true");
        Assert.Single(Lines(InWork("f.ndjson"), 1));
    }

    [Fact]
    public void A20_1_event()
    {
        var run = Wait("--notify-file", "f.ndjson", "--", "printf", "%s", "a b");
        var job = run.Text("job_id");
        var finished = Assert.Single(Lines(InWork("f.ndjson"), 1));
        finished.BeginsWith(
            "schema_version", "event_type", "job_id", "state", "command", "cwd", "started_at", "finished_at", "duration_ms", "exit_code", "stdout_log_path",
            "stderr_log_path");
        Assert.Equal(("0.1", "job.finished", job, "exited"), (finished.Text("schema_version"), finished.Text("event_type"), finished.Text("job_id"), finished.Text("state")));
        Assert.Equal(["printf", "%s", "a b"], finished.Texts("command"));
        Assert.Equal((Work, Meta(job).Text("created_at"), run.Text("finished_at")), (finished.Text("cwd"), finished.Text("started_at"), finished.Text("finished_at")));
        Assert.Equal((JobFile(job, "stdout.log"), JobFile(job, "stderr.log")), (finished.Text("stdout_log_path"), finished.Text("stderr_log_path")));
        Assert.Equal(State(job).Number("result.duration_ms"), finished.Number("duration_ms"));
    }

    [Fact]
    public void A20_2_result()
    {
        Ended("--notify-file", "f.ndjson", "--", "exit 3");
        var finished = Lines(InWork("f.ndjson"), 1)[0];
        Assert.Equal((3L, false), (finished.Number("exit_code"), finished.Has("signal")));
        Ended("--notify-file", "g.ndjson", "--", "kill -9 $$");
        finished = Lines(InWork("g.ndjson"), 1)[0];
        Assert.Equal(("9", false, "killed"), (finished.Text("signal"), finished.Has("exit_code"), finished.Text("state")));
    }

    [Fact]
    public void A20_3_event_file_before_the_sink()
    {
        var job = Ended("--notify-command", $"cp \"$AGENT_EXEC_EVENT_PATH\" {InWork("seen.json")}", "--", "true");
        Delivered(job, 1);
        var seen = Json.OfFile(InWork("seen.json"));
        Assert.Equal(("job.finished", 0, "delivery_results"), (seen.Text("event_type"), seen.Items("delivery_results").Count, seen.Keys()[^1]));
    }

    [Fact]
    public void A20_4_stdin()
    {
        var job = Ended("--notify-command", $"cat >{InWork("stdin")}", "--notify-file", "f.ndjson", "--", "true");
        Delivered(job, 2);
        Assert.Equal(File.ReadAllText(InWork("f.ndjson")), File.ReadAllText(InWork("stdin")) + "\n");
        Assert.Equal(job, Json.OfFile(InWork("stdin")).Text("job_id"));
    }

    [Fact]
    public void A20_5_variables()
    {
        StandIn("sink");
        var job = Ended("--notify-command", "sink \"$AGENT_EXEC_EVENT_PATH\" \"$AGENT_EXEC_JOB_ID\" \"$AGENT_EXEC_EVENT_TYPE\"", "--", "true");
        Assert.Equal($"[{JobFile(job, "completion_event.json")}][{job}][job.finished]", Said("sink", "args"));
    }

    [Fact]
    public void A20_6_surroundings()
    {
        StandIn("sink");
        Environment["MINE"] = "callers";
        Ended("--env", "MINE=jobs", "--env", "ONLY=jobs", "--cwd", "/", "--notify-command", "sink \"$MINE\" \"$ONLY\" \"$PWD\"", "--", "true");
        Assert.Equal($"[callers][][{Work}]", Said("sink", "args"));
    }

    [Fact]
    public void A20_7_wrapper()
    {
        WriteWork("wrapper", $"printf '[%s]' \"$@\" >>{InWork("said")}; sh -c \"$2\"\n");
        var job = Ended("--shell-wrapper", $"sh {InWork("wrapper")} -x", "--notify-command", "echo  'a b'", "--", "true");
        Delivered(job, 1);
        Assert.Equal("[-x][true][-x][echo  'a b']", File.ReadAllText(InWork("said")));
    }

    [Fact]
    public void A20_8_file_sink()
    {
        Delivered(Ended("--cwd", "/", "--notify-file", "deep/er/f.ndjson", "--", "true"), 1);
        Delivered(Ended("--cwd", "/", "--notify-file", "deep/er/f.ndjson", "--", "true"), 1);
        Assert.Equal(2, Lines(InWork("deep/er/f.ndjson"), 2).Select(finished => finished.Text("job_id")).Distinct().Count());
    }

    [Fact]
    public void A20_9_results()
    {
        var job = Ended("--notify-command", "true", "--notify-file", "f.ndjson", "--", "true");
        var results = Delivered(job, 2).Items("delivery_results");
        results[0].InOrder("sink_type", "target", "success", "attempted_at");
        Assert.Equal(("command", "true", true), (results[0].Text("sink_type"), results[0].Text("target"), results[0].Flag("success")));
        Assert.Equal(("file", "f.ndjson", true), (results[1].Text("sink_type"), results[1].Text("target"), results[1].Flag("success")));
        Assert.True(results.All(result => result.IsTime("attempted_at") && !result.Has("error")));
    }

    [Fact]
    public void A20_10_errors()
    {
        WriteWork("file", "");
        Directory.CreateDirectory(InWork("directory"));
        Assert.Equal("exited with status exit status: 3", ErrorOf("--notify-command", "exit 3"));
        Assert.Equal("empty shell command", ErrorOf("--notify-command", ""));
        Assert.StartsWith("open error: ", ErrorOf("--notify-file", "directory"));
        Assert.StartsWith("create parent dir: ", ErrorOf("--notify-file", "file/x/f.ndjson"));

        string ErrorOf(params string[] options)
        {
            var result = Assert.Single(Delivered(Ended([.. options, "--", "true"]), 1).Items("delivery_results"));
            Assert.False(result.Flag("success"));
            return result.Text("error");
        }
    }

    [Fact]
    public void A20_11_failure()
    {
        var job = Ended("--notify-command", "exit 3", "--notify-file", "/proc/none/f", "--", "exit 4");
        Delivered(job, 2);
        Assert.Equal(("exited", 4L), (Ok("status", job).Text("state"), Ok("status", job).Number("exit_code")));
    }

    [Fact]
    public void A20_12_once()
    {
        var job = Ended("--notify-file", "f.ndjson", "--", "true");
        Delivered(job, 1);
        Ok("kill", job);
        Ok("wait", job);
        Ok("list");
        Assert.Single(Lines(InWork("f.ndjson"), 1));
    }

    [Fact]
    public void A20_13_set_while_running()
    {
        StandIn("sink");
        var job = Launch("--", UntilGo);
        Ok("notify", "set", job, "--command", "sink changed");
        Go();
        Ok("wait", job);
        Assert.Equal("[changed]", Said("sink", "args"));
    }

    [Fact]
    public void A20_14_output_is_discarded()
    {
        var job = Ended("--notify-command", "echo sink-output; echo sink-output >&2", "--", "echo job-output");
        Delivered(job, 1);
        Assert.Equal(("job-output\n", ""), (Log(job), Log(job, "stderr.log")));
    }

    [Fact]
    public void A21_10_wrapper_of_the_configuration()
    {
        WriteWork("wrapper", $"echo \"$1\" >>{InWork("said")}\n");
        WriteWork("x.toml", $"[shell]\nunix = [\"sh\", \"{InWork("wrapper")}\"]\n");
        Delivered(Ended("--config", "x.toml", "--notify-command", "tell", "--", "work"), 1);
        Assert.Equal("work\ntell\n", File.ReadAllText(InWork("said")));
    }
}
