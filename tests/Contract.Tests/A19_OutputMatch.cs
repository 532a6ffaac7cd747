namespace AgentExec.Contract.Tests;

public sealed class A19_OutputMatch : Notifications
{
    [Fact]
    public void A19_1_command()
    {
        var job = Ended("--notify-command", "true", "--notify-file", "f.ndjson", "--", "true");
        var notification = Ok("notify", "set", job, "--command", "echo new").At("notification");
        Assert.Equal(("echo new", "f.ndjson"), (notification.Text("notify_command"), notification.Text("notify_file")));
        Assert.Equal(notification.Raw(), Meta(job).Raw("notification"));
    }

    [Fact]
    public void A19_2_overlay()
    {
        var job = Ended("--", "true");
        Ok("notify", "set", job, "--output-pattern", "a.b", "--output-match-type", "regex", "--output-stream", "stderr", "--output-command", "true");
        var match = Ok("notify", "set", job, "--output-pattern", "c", "--output-file", "o.ndjson").At("notification.on_output_match");
        match.BeginsWith("pattern", "match_type", "stream", "command", "file");
        Assert.Equal(("c", "regex", "stderr", "true", "o.ndjson"), (match.Text("pattern"), match.Text("match_type"), match.Text("stream"), match.Text("command"), match.Text("file")));
    }

    [Fact]
    public void A19_3_empty_pattern()
    {
        var job = Ended("--", "true");
        Assert.False(Ok("notify", "set", job, "--output-command", "true").Has("notification.on_output_match"));
        Assert.True(Ok("notify", "set", job, "--output-pattern", "x").Has("notification.on_output_match"));
        Assert.False(Ok("notify", "set", job, "--output-pattern", "").Has("notification.on_output_match"));
        Assert.False(Meta(job).Has("notification.on_output_match"));
    }

    [Fact]
    public void A19_4_empty_command() =>
        Assert.Equal("", Ok("notify", "set", Ended("--notify-command", "true", "--", "true"), "--command", "").Text("notification.notify_command"));

    [Fact]
    public void A19_6_answer()
    {
        var job = Ended("--", "true");
        var set = Ok("notify", "set", job);
        set.BeginsWith("schema_version", "ok", "type", "job_id", "notification");
        Assert.Equal(("notify.set", job, "{}"), (set.Text("type"), set.Text("job_id"), set.Raw("notification")));
    }

    [Fact]
    public void A19_7_ended_job()
    {
        var job = Ended("--", "echo hi");
        Ok("notify", "set", job, "--command", $"touch {InWork("ran")}", "--output-pattern", "hi", "--output-file", InWork("o.ndjson"));
        Ok("wait", job);
        Assert.False(File.Exists(InWork("ran")) || File.Exists(InWork("o.ndjson")) || File.Exists(JobFile(job, "completion_event.json")));
    }

    [Fact]
    public void A19_8_defaults()
    {
        var match = Ok("notify", "set", Ended("--", "true"), "--output-pattern", "x").At("notification.on_output_match");
        Assert.Equal(("x", "contains", "either"), (match.Text("pattern"), match.Text("match_type"), match.Text("stream")));
    }

    [Fact]
    public void A19_9_bad_values()
    {
        var job = Ended("--", "true");
        Usage("notify", "set", job, "--output-pattern", "x", "--output-match-type", "glob");
        Usage("notify", "set", job, "--output-pattern", "x", "--output-stream", "both");
        Assert.False(Meta(job).Has("notification"));
    }

    [Fact]
    public void A19_10_next_line()
    {
        var job = Launch("--", $"echo hit early; {UntilGo}; echo hit late");
        UntilSaid(job, "early");
        Ok("notify", "set", job, "--output-pattern", "hit", "--output-file", InWork("o.ndjson"));
        Go();
        Ok("wait", job);
        Assert.Equal("hit late", Assert.Single(Matches(job, 1)).Text("line"));
    }

    [Fact]
    public void A19_11_every_line()
    {
        var job = Watched("echo hit 1; echo miss; echo hit 2 hit; printf 'hit 3'", "--output-pattern", "hit");
        Assert.Equal(["hit 1", "hit 2 hit", "hit 3"], Matches(job, 3).Select(match => match.Text("line")));
    }

    [Fact]
    public void A19_12_event()
    {
        var job = Watched("echo hit >&2", "--output-pattern", "hit", "--output-file", InWork("o.ndjson"));
        var match = Assert.Single(Lines(InWork("o.ndjson"), 1));
        // Additional fields may follow.
        Assert.StartsWith(
            $$"""{"schema_version":"0.1","event_type":"job.output.matched","job_id":"{{job}}","pattern":"hit","match_type":"contains","stream":"stderr","line":"hit","stdout_log_path":"{{JobFile(job, "stdout.log")}}","stderr_log_path":"{{JobFile(job, "stderr.log")}}"}"""[..^1],
            match.Raw());
    }

    [Fact]
    public void A19_13_command_sink()
    {
        StandIn("sink");
        var job = Watched("echo hit", "--output-pattern", "hit", "--output-command", "sink \"$AGENT_EXEC_EVENT_TYPE\" \"$AGENT_EXEC_EVENT_PATH\" \"$AGENT_EXEC_JOB_ID\"");
        Assert.Equal("hit", new Json(Said("sink", "stdin")).Text("line"));
        Assert.Equal($"[job.output.matched][{JobFile(job, "notification_events.ndjson")}][{job}]", Said("sink", "args"));
    }

    [Fact]
    public void A19_14_file_sink()
    {
        Watched("echo hit 1; echo hit 2", "--output-pattern", "hit", "--output-file", InWork("deep/o.ndjson"));
        Assert.Equal(["hit 1", "hit 2"], Lines(InWork("deep/o.ndjson"), 2).Select(match => match.Text("line")));
    }

    [Fact]
    public void A19_15_record()
    {
        var job = Watched("echo hit", "--output-pattern", "hit", "--output-command", "exit 3", "--output-file", InWork("o.ndjson"));
        var match = Assert.Single(Matches(job, 1));
        Assert.Equal("delivery_results", match.Keys()[^1]);
        Assert.Equal([("command", false), ("file", true)], match.Items("delivery_results").Select(result => (result.Text("sink_type"), result.Flag("success"))));
        Assert.Equal("job.output.matched", match.Text("event_type"));
    }

    [Fact]
    public void A19_16_failure()
    {
        var job = Watched("echo hit; exit 4", "--output-pattern", "hit", "--output-command", "exit 3");
        Assert.Equal(("exited", 4L), (Ok("status", job).Text("state"), Ok("status", job).Number("exit_code")));
    }

    [Fact]
    public void A19_17_regex()
    {
        var job = Watched("echo 'error: E42 here'; echo 'error: Ex'; echo a.b", "--output-pattern", "E[0-9]+", "--output-match-type", "regex");
        Assert.Equal("error: E42 here", Assert.Single(Matches(job, 1)).Text("line"));
    }

    [Fact]
    public void A19_18_stream()
    {
        var job = Watched("echo hit out; echo hit err >&2", "--output-pattern", "hit", "--output-stream", "stderr");
        Assert.Equal(("stderr", "hit err"), (Assert.Single(Matches(job, 1)).Text("stream"), Matches(job, 1)[0].Text("line")));
    }

    [Fact]
    public void A19_19_line()
    {
        var job = Watched("printf 'hit\\377\\r\\n'", "--output-pattern", "hit");
        Assert.Equal("hit\uFFFD\r", Assert.Single(Matches(job, 1)).Text("line"));
    }

    // A job that begins to speak when its notification is set, run to its end.
    private string Watched(string command, params string[] options)
    {
        var job = Launch("--", $"{UntilGo}; {command}");
        Ok(["notify", "set", job, .. options]);
        Go();
        Ok("wait", job);
        return job;
    }
}
