namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B3_Launch : InWorld
{
    [Fact]
    public void B3_1_cwd() => Fails("nowhere", "--cwd", "nowhere");

    [Fact]
    public void B3_2_env_file()
    {
        Fails("nowhere.env", "--env-file", "nowhere.env");
        File.WriteAllBytes(InWork("binary.env"), [(byte)'A', (byte)'=', 0xFF]);
        Fails("binary.env", "--env-file", "binary.env");
    }

    [Fact]
    public void B3_3_wrapper() => Fails("no-such-shell", "--shell-wrapper", "no-such-shell -c");

    [Fact]
    public void B3_4_log()
    {
        WriteWork("file", "");
        Fails("file", "--log", "file/full.log");
    }

    [Fact]
    public void B3_5_state()
    {
        var state = State(Ended("--cwd", "nowhere", "--", "true"));
        Assert.Equal(("failed", "launch_failed"), (state.Text("job.status"), state.Text("reason")));
        Assert.Contains("nowhere", state.Text("error"));
        Assert.Equal("""{"exit_code":null,"signal":null""", state.Raw("result")[..31]);
    }

    [Fact]
    public void B3_6_answers()
    {
        var job = Launch("--cwd", "nowhere", "--", "true");
        foreach (var answer in (Json[])[Ok("wait", job), Ok("status", job), Ok("list", "--all").At("jobs.0")])
        {
            Assert.Equal(("failed", "launch_failed"), (answer.Text("state"), answer.Text("reason")));
            Assert.Contains("nowhere", answer.Text("error"));
        }
    }

    private void Fails(string named, params string[] options)
    {
        var run = Wait([.. options, "--", "touch ran"]);
        Assert.Equal(("failed", "launch_failed", false), (run.Text("state"), run.Text("reason"), run.Has("exit_code")));
        Assert.Contains(named, run.Text("error"));
        Assert.False(File.Exists(InWork("ran")));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B4_Run : InWorld
{
    [Fact]
    public void B4_1_not_watched() => Assert.Equal("running", Ok("run", "--snapshot-after", "0", "--", "true").Text("state"));

    [Fact]
    public void B4_2_seen()
    {
        var run = Ok("run", "--", "echo hi; exit 3");
        run.BeginsWith(
            "schema_version", "ok", "type", "job_id", "state", "tags", "snapshot", "stdout_log_path", "stderr_log_path", "waited_ms", "elapsed_ms", "exit_code", "finished_at");
        Assert.Equal(("exited", 3L, "hi"), (run.Text("state"), run.Number("exit_code"), run.Text("snapshot.stdout_tail")));
    }

    [Fact]
    public void B4_3_seen_signal()
    {
        var run = Ok("run", "--", "kill -KILL $$");
        Assert.Equal(("killed", "9", "signaled"), (run.Text("state"), run.Text("signal"), run.Text("reason")));
    }
}
