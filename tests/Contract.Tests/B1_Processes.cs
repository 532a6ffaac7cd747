using System.Diagnostics;

namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B1_Processes : Notifications
{
    [Fact]
    public void B1_1_group_of_the_caller()
    {
        Shell("""
              setsid -w sh -c '"$0" run --wait -- "$1" & until cat "$2"/*/state.json >/dev/null 2>&1; do sleep 0.02; done; kill -KILL 0' "$0" "$1" "$2"
              """, $"{UntilGo}; echo on", Root);
        GoesOn();
    }

    [SkippableFact]
    public void B1_2_terminal_of_the_caller()
    {
        Skip.If(Shell("command -v script").ExitCode != 0, "no script(1), which makes terminals");
        WriteWork("in-terminal", $"\"{Here}\" run --wait -- '{UntilGo}; echo on'\n");
        using var terminal = Programs.Start(Work, Environment, ["script", "-qec", "sh in-terminal", "/dev/null"]);
        Patience.Until(() => Jobs() is [var job] && File.Exists(JobFile(job, "state.json")), "the job runs");
        terminal.Kill();
        Programs.Finish(terminal, Stopwatch.GetTimestamp(), "script");
        GoesOn();
    }

    private void GoesOn()
    {
        var job = Assert.Single(Jobs());
        Assert.Equal("running", Ok("status", job).Text("state"));
        Go();
        Assert.Equal("exited", Ok("wait", job).Text("state"));
        Assert.Equal("on\n", Log(job));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B2_ExecForm : InWorld
{
    [Fact]
    public void B2_1_signal_death()
    {
        var run = Wait("--", "sh", "-c", "kill -KILL $$");
        Assert.Equal(("killed", false), (run.Text("state"), run.Has("exit_code")));
        Assert.Equal("9", State(run.Text("job_id")).Text("result.signal"));
        var job = Ended("--", "sh", "-c", "echo $$");
        Assert.Equal(Log(job).Trim(), State(job).Raw("pid"));
    }
}
