using System.Text.Json.Nodes;
using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 3, 4, 8, 29, 31 and 35: the keeper dies, alone, with its host, or with the machine.</summary>
public sealed class KeeperDeathTests : SandboxTest
{
    private const string Ready = "echo ready; ";

    [SkippableTheory]
    [InlineData("exit 7", "exited", 7, null, "exited")]
    [InlineData("exit 0", "exited", 0, null, "exited")]
    [InlineData("kill -9 $$", "killed", null, "9", "signaled")]
    public void Should_tell_the_true_end_of_a_job_that_ended_before_its_keeper_died(string end, string state, int? code, string? signal, string reason)
    {
        var (job, pid, keeper) = Start($"trap '{end}' USR1; {Ready} while :; do sleep 0.02; done");
        EndUnderStoppedKeeper(pid, keeper);
        var status = Cli.Ok("wait", job);
        Skip.If(status.State == "failed" && Environment.OSVersion.Version < new Version(6, 15), "this kernel tells an end to the parent only");
        Assert.Equal((state, reason, true), (status.State, status.Text("reason"), status.Flag("keeper_lost")));
        Assert.Equal(code, status.Has("exit_code") ? (int)status.Number("exit_code") : null);
        Assert.Equal(signal, status.Has("signal") ? status.Text("signal") : null);
        status = Cli.Ok("status", job);
        Assert.Equal((state, false, true), (status.State, status.Flag("output_complete"), status.Flag("keeper_lost")));
        Assert.Equal("ready\n", Box.Stdout(job));
        // It stays what it is for every host that comes.
        Cli.Ok("host", "stop");
        Cli.Ok("host", "start");
        Assert.Equal((state, true), (Cli.Ok("status", job).State, Cli.Ok("status", job).Flag("keeper_lost")));
    }

    [Fact]
    public void Should_tell_a_completion_event_that_the_keeper_was_lost()
    {
        var file = Path.Combine(Box.Work, "ends");
        var job = Cli.Launch("--notify-file", file, "--", $"{Ready} exec sleep 600");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.KeeperOf(job));
        var told = JsonNode.Parse(LogWatch.UntilContains(file, "\n"))!;
        Assert.Equal((job, "failed", "lost", true), ((string?)told["job_id"], (string?)told["state"], (string?)told["reason"], (bool?)told["keeper_lost"]));
        Assert.Null(told["exit_code"]);
    }

    [Fact]
    public void Should_stop_a_command_of_which_its_keeper_could_not_tell_any_more()
    {
        var answer = Cli.With(KillPoint.Variable, $"{Posix.KillPoints.Keeper.CommandSpawned}={Box["died"]}").Ok("run", "--wait", "--", "exec sleep 600");
        Assert.True(File.Exists(Box["died"]));
        Assert.Equal(("failed", "lost"), (answer.State, answer.Text("reason")));
        // That nobody is left, who would sleep for ten minutes, is what every test looks for at its end.
    }

    [Fact]
    public void Should_not_blame_the_command_for_a_pipe_that_the_keeper_left()
    {
        var (job, _, keeper) = Start($"{Ready} while :; do echo more; done");
        Sandbox.KillHard(keeper);
        var status = Cli.Ok("wait", job);
        Assert.Equal(("failed", "lost", true), (status.State, status.Text("reason"), status.Flag("keeper_lost")));
        Assert.False(status.Has("exit_code") || status.Has("signal"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_stop_group_session_and_escaped_descendants_that_kept_the_output(bool hostDiesFirst)
    {
        var mark = $"{Box.Path}/member";
        var member = $"sh -c \": {mark}; sleep 600; :\"";
        var (job, _, keeper) = Start(
            $"{member} & setsid {member} & (setsid sh -c '{member} & exit' &) ; set -m; {member} & set +m; sleep 0.2; {Ready} trap '' TERM HUP; while :; do sleep 1; done");
        var members = ProcessTable.WithArguments(mark);
        Assert.True(members.Count >= 4, $"{members.Count} members");
        if (hostDiesFirst) Sandbox.KillHard(Box.Host());
        Sandbox.KillHard(keeper);
        var status = Cli.Ok("wait", job);
        Assert.Equal(("failed", "lost", true), (status.State, status.Text("reason"), status.Flag("keeper_lost")));
        foreach (var pid in members) ProcessTable.AwaitEnd(pid);
        Assert.Empty(ProcessTable.WithArguments(mark));
    }

    // It is in no group or session of the job, below no process of it, and takes no notice of the end of its terminal.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_stop_an_escaped_descendant_that_kept_the_terminal(bool hostDiesFirst)
    {
        var mark = $"{Box.Path}/member";
        var job = Cli.Launch("--pty", "--", $"(setsid sh -c 'trap : HUP TERM; : {mark}; echo ready; while :; do sleep 600; done' &) ; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var members = ProcessTable.WithArguments($": {mark}; echo");
        Assert.NotEmpty(members);
        var keeper = Box.KeeperOf(job);
        if (hostDiesFirst) Sandbox.KillHard(Box.Host());
        Sandbox.KillHard(keeper);
        var status = Cli.Ok("wait", job);
        Assert.Equal(("failed", "lost", true), (status.State, status.Text("reason"), status.Flag("keeper_lost")));
        foreach (var pid in members) ProcessTable.AwaitEnd(pid);
    }

    [SkippableFact]
    public void Should_tell_the_true_end_of_a_job_at_a_terminal_that_ended_before_its_keeper_died()
    {
        var job = Cli.Launch("--pty", "--", $"trap 'exit 7' USR1; {Ready} while :; do sleep 0.02; done");
        Box.UntilSaid(job, "ready");
        EndUnderStoppedKeeper(Box.PidOf(job), Box.KeeperOf(job));
        var status = Cli.Ok("wait", job);
        Skip.If(status.State == "failed" && Environment.OSVersion.Version < new Version(6, 15), "this kernel tells an end to the parent only");
        Assert.Equal(("exited", "exited", 7L, true), (status.State, status.Text("reason"), status.Number("exit_code"), status.Flag("keeper_lost")));
        Assert.Equal("ready\r\n", Box.Stdout(job));
    }

    [Fact]
    public void Should_leave_another_job_alone()
    {
        var other = Cli.Launch("--", $"{Ready} until [ -e go ]; do sleep 0.05; done; exit 3");
        var (job, _, keeper) = Start($"{Ready} exec sleep 600");
        Box.UntilSaid(other, "ready");
        Sandbox.KillHard(keeper);
        Assert.Equal("lost", Cli.Ok("wait", job).Text("reason"));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(("exited", 3L), (Cli.Ok("wait", other) is var end ? end.State : "", end.Number("exit_code")));
    }

    [Theory]
    [InlineData("boot_id")]
    [InlineData("pid_start_ticks")]
    public void Should_signal_nobody_after_a_reboot_or_when_the_pid_is_somebody_elses(string field)
    {
        var (job, pid, keeper) = Start($"echo run >> runs; {Ready} exec sleep 600 > /dev/null 2>&1");
        Sandbox.KillHard(Box.Host());
        Sandbox.KillHard(keeper);
        var file = Box.JobFile(job, "state.json");
        var state = JsonNode.Parse(File.ReadAllText(file))!;
        state[field] = field == "boot_id" ? "5f0c2f0e-6a3b-4f0e-9d38-2f6f1f0c7a11" : (long)state[field]! - 1;
        File.WriteAllText(file, state.ToJsonString());
        var status = Cli.Ok("status", job);
        Assert.Equal(("failed", "lost", true), (status.State, status.Text("reason"), status.Flag("keeper_lost")));
        Assert.Equal("failed", Cli.Ok("kill", "--signal", "KILL", job).State);
        Assert.True(ProcessTable.IsAlive(pid), "a process was signalled that may be somebody else's");
        Assert.Equal("run\n", File.ReadAllText(Path.Combine(Box.Work, "runs")));
        ProcessTable.Kill(pid);
        ProcessTable.AwaitEnd(pid);
    }

    private (string Job, int Pid, int Keeper) Start(string script)
    {
        var job = Cli.Launch("--", script);
        Box.UntilSaid(job, "ready");
        return (job, Box.PidOf(job), Box.KeeperOf(job));
    }

    // The only way to be sure that a keeper has not seen the end: it is stopped, the command ends, the keeper is killed.
    private static void EndUnderStoppedKeeper(int pid, int keeper)
    {
        Signal(keeper, 19);
        Patience.Until(() => ProcessTable.StateOf(keeper) == 'T', "the keeper is stopped");
        Signal(pid, 10);
        ProcessTable.AwaitEnd(pid);
        Sandbox.KillHard(keeper);
    }

    private static void Signal(int pid, int signal)
    {
        using var process = AgentExec.Posix.PidFd.TryOpen(pid)!;
        Assert.True(AgentExec.Posix.PidFd.Signal(process, signal));
    }
}
