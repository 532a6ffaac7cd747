namespace AgentExec.Reliability.Tests;

/// <summary>Faults 28 to 31: those who are many, leave the group, take no notice, are stopped, are zombies, or cannot be killed.</summary>
public sealed class KillTests : SandboxTest
{
    private const string Freezer = "/sys/fs/cgroup/freezer";

    [Fact]
    public void Should_answer_beside_a_job_of_hundreds_of_processes_and_end_them_all()
    {
        var job = Cli.Launch("--", "i=0; while [ $i -lt 300 ]; do setsid sleep 600 & i=$((i+1)); done; echo ready; wait");
        Box.UntilSaid(job, "ready");
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
        Assert.Equal("killed", Cli.Ok("kill", "--tree", "--signal", "KILL", "--wait-ms", "20000", job).State);
        // That nobody is left is what every test looks for at its end.
    }

    [Fact]
    public void Should_leave_nothing_of_a_job_alive_after_a_kill_of_its_tree()
    {
        var mark = $"{Box.Path}/member";
        var member = $"sh -c \": {mark}; sleep 600; :\"";
        var escapes = $"setsid {member} & (setsid sh -c '{member} & exit' &) ; setsid setsid {member} >/dev/null 2>&1 &";
        var job = Cli.Launch("--", $"{escapes} echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Patience.Until(() => ProcessTable.WithArguments(mark).Count >= 3, "all have escaped");
        var members = ProcessTable.WithArguments(mark);
        var kill = Cli.Ok("kill", "--tree", "--signal", "KILL", "--wait-ms", "20000", job);
        Assert.Equal(("killed", "killed"), (kill.State, kill.Text("reason")));
        foreach (var pid in members) ProcessTable.AwaitEnd(pid);
        Assert.Empty(ProcessTable.WithArguments(mark));
        Assert.True(Cli.Ok("status", job).Flag("output_complete"));
    }

    [Fact]
    public void Should_keep_to_the_group_without_being_told_otherwise()
    {
        var job = Cli.Launch("--", "setsid sh -c 'echo $$ > escaped; exec sleep 600' >/dev/null 2>&1 & until [ -s escaped ]; do sleep 0.02; done; echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var escaped = int.Parse(File.ReadAllText(Path.Combine(Box.Work, "escaped")));
        Assert.Equal("killed", Cli.Ok("kill", "--signal", "KILL", "--wait-ms", "20000", job).State);
        Assert.True(ProcessTable.IsAlive(escaped));
        ProcessTable.Kill(escaped);
        ProcessTable.AwaitEnd(escaped);
    }

    [Fact]
    public void Should_end_a_stopped_job_and_one_that_ignores_all_but_sigkill()
    {
        var stopped = Cli.Launch("--", "echo ready; exec sleep 600");
        var deaf = Cli.Launch("--", "trap '' HUP INT TERM; echo ready; while :; do sleep 1; done");
        Box.UntilSaid(stopped, "ready");
        Box.UntilSaid(deaf, "ready");
        Cli.Ok("kill", "--signal", "STOP", "--wait-ms", "0", stopped);
        Patience.Until(() => ProcessTable.StateOf(Box.PidOf(stopped)) == 'T', "it is stopped");
        var kill = Cli.Ok("kill", "--wait-ms", "20000", stopped);
        Assert.Equal(("killed", "15"), (kill.State, Cli.Ok("status", stopped).Text("signal")));
        kill = Cli.Ok("kill", "--wait-ms", "200", deaf);
        Assert.Equal("running", kill.State);
        Assert.False(kill.Has("unkillable"));
        Assert.Equal("killed", Cli.Ok("kill", "--signal", "KILL", "--wait-ms", "20000", deaf).State);
    }

    [SkippableFact]
    public void Should_answer_after_the_wait_that_a_process_cannot_be_killed()
    {
        var group = Path.Combine(Freezer, $"agent-exec-test-{Environment.ProcessId}");
        Skip.IfNot(File.Exists("/proc/self/cgroup") && Directory.Exists(Freezer), "no freezer (cgroup v1) to make a process unkillable with");
        try
        {
            Directory.CreateDirectory(group);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Skip.If(true, "no right to make a cgroup");
        }

        var pid = 0;
        try
        {
            var job = Cli.Launch("--", "echo ready; exec sleep 600");
            Box.UntilSaid(job, "ready");
            pid = Box.PidOf(job);
            Skip.IfNot(File.Exists(Path.Combine(group, "cgroup.procs")), "the freezer is not mounted");
            File.WriteAllText(Path.Combine(group, "cgroup.procs"), $"{pid}");
            File.WriteAllText(Path.Combine(group, "freezer.state"), "FROZEN");
            Patience.Until(() => ProcessTable.StateOf(pid) == 'D', "it is frozen");
            var kill = Cli.Ok("kill", "--signal", "KILL", "--wait-ms", "300", job);
            Assert.Equal(("running", true), (kill.State, kill.Flag("unkillable")));
            Assert.Equal("running", Cli.Ok("status", job).State);
            File.WriteAllText(Path.Combine(group, "freezer.state"), "THAWED");
            var wait = Cli.Ok("wait", job);
            Assert.Equal(("killed", "9", "killed"), (wait.State, wait.Text("signal"), wait.Text("reason")));
        }
        finally
        {
            if (File.Exists(Path.Combine(group, "freezer.state"))) File.WriteAllText(Path.Combine(group, "freezer.state"), "THAWED");
            // Whatever went wrong: no process of the test stays in the group, and the group does not stay.
            if (pid != 0) ProcessTable.Kill(pid);
            if (Directory.Exists(group)) Patience.Until(() => TryRemove(group), "the cgroup is empty");
        }
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
