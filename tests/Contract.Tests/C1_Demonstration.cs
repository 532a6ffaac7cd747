namespace AgentExec.Contract.Tests;

public sealed class C1_Demonstration : Notifications
{
    [Fact]
    public void C1_1_two_hundred_notified_runs()
    {
        var jobs = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => jobs.Add(Ended("--notify-file", "all.ndjson", "--", "true")));
        var events = Lines(InWork("all.ndjson"), 200);
        Assert.Equal(jobs.Order(), events.Select(finished => finished.Text("job_id")).Order());
        Assert.Equal(200, jobs.Distinct().Count());
    }

    [SkippableFact]
    public void C1_2_message_to_a_chat()
    {
        NeedJq();
        var job = Ended(
            "--notify-command",
            "openclaw message send --chat telegram:deployments --text \"job $(jq -r .job_id \"$AGENT_EXEC_EVENT_PATH\") finished: state=$(jq -r .state \"$AGENT_EXEC_EVENT_PATH\")\"",
            "--", "sh", "-c", "exit 1");
        Assert.Equal($"[message][send][--chat][telegram:deployments][--text][job {job} finished: state=exited]", Said("openclaw", "args"));
        Assert.Equal(job, new Json(Said("openclaw", "stdin")).Text("job_id"));
    }

    [SkippableTheory]
    [InlineData("openclaw message send --session oc_session_123 --text", "[message][send][--session][oc_session_123][--text]")]
    [InlineData("openclaw agent --session-id oc_session_123 --deliver", "[agent][--session-id][oc_session_123][--deliver]")]
    public void C1_3_return_to_a_session(string command, string said)
    {
        NeedJq();
        var job = Ended("--notify-command", $"{command} \"$(jq -c . \"$AGENT_EXEC_EVENT_PATH\")\"", "--", "true");
        var arguments = Said("openclaw", "args");
        Assert.StartsWith(said, arguments);
        Assert.Equal(job, new Json(arguments[(said.Length + 1)..^1]).Text("job_id"));
    }

    [SkippableFact]
    public void C1_4_id_wait_tail()
    {
        NeedJq();
        var said = Shell("JOB=$(\"$0\" run echo 'hello world' | jq -r .job_id); \"$0\" wait \"$JOB\"; \"$0\" tail \"$JOB\"").Stdout.TrimEnd('\n').Split('\n');
        Assert.Equal(("exited", "hello world"), (new Json(said[0]).Text("state"), new Json(said[1]).Text("stdout_tail")));
    }

    [Fact]
    public void C1_5_another_shell() => Assert.Equal("yes\n", Output("--shell-wrapper", "bash -lc", "--", "[[ $BASH_VERSION ]] && echo yes"));

    private void NeedJq()
    {
        Skip.If(Shell("command -v jq").ExitCode != 0, "no jq");
        StandIn("openclaw");
    }
}
