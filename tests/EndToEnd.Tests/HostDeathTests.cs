using System.Globalization;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Killing the host or the keeper loses no more than it must (contract B1, B8, faults 1 to 3).</summary>
public sealed class HostDeathTests : SandboxTest
{
    private const string Chatty = "i=0; while [ $i -lt 25 ]; do i=$((i+1)); echo line $i; sleep 0.1; done; exit 9";

    private static readonly string AllLines = string.Concat(Enumerable.Range(1, 25).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n")));

    [Fact]
    public void Should_lose_no_line_and_no_exit_code_when_the_host_is_killed_while_a_job_prints()
    {
        var job = Cli.Launch("--", Chatty);
        Box.UntilSaid(job, "line 5\n");
        var first = Box.Host();
        Sandbox.KillHard(first);
        var status = Cli.Ok("status", job);
        Assert.Equal("running", status.State);
        Assert.NotEqual(first, Box.Host());
        Box.UntilSaid(job, "line 12\n");
        Sandbox.KillHard(Box.Host());
        var wait = Cli.Ok("wait", job);
        Assert.Equal(("exited", 9L, "exited"), (wait.State, wait.Number("exit_code"), wait.Text("reason")));
        Assert.Equal(AllLines, Box.Stdout(job));
        Assert.Equal(25, File.ReadAllLines(Box.JobFile(job, "full.log")).Length);
    }

    [Fact]
    public void Should_answer_a_wait_of_another_process_truly_though_the_host_is_killed_under_it()
    {
        var job = Cli.Launch("--", "echo ready; until [ -e go1 ]; do sleep 0.05; done; exit 6");
        Box.UntilSaid(job, "ready");
        using var waiter = Cli.Start("wait", job);
        using var runner = Cli.Start("run", "--wait", "--", "echo ready; until [ -e go2 ]; do sleep 0.05; done; exit 8");
        var second = "";
        Patience.Until(
            () => (second = Box.Jobs().Find(id => id != job)) is not null && File.Exists(Box.JobFile(second, "stdout.log")), "the second job is there");
        Box.UntilSaid(second, "ready");
        UntilConnected(waiter.Pid);
        Sandbox.KillHard(Box.Host());
        Cli.Ok("status", job);
        Assert.False(waiter.HasEnded || runner.HasEnded, "a wait ended with its host");
        Allow("go1");
        var answer = waiter.Finish().Ok();
        Assert.Equal(("exited", 6L), (answer.State, answer.Number("exit_code")));
        Allow("go2");
        answer = runner.Finish().Ok();
        Assert.Equal((second, "exited", 8L), (answer.JobId, answer.State, answer.Number("exit_code")));
        Assert.Equal(2, Box.Jobs().Count);
    }

    [Fact]
    public void Should_know_the_true_end_of_a_job_that_ended_while_no_host_lived()
    {
        var job = Cli.Launch("--", "echo ready; until [ -e go ]; do sleep 0.05; done; echo bye; exit 4");
        Box.UntilSaid(job, "ready");
        var keeper = Box.KeeperOf(job);
        Sandbox.KillHard(Box.Host());
        Allow("go");
        ProcessTable.AwaitEnd(keeper);
        Assert.Empty(Box.Hosts());
        Assert.Equal("running", Box.State(job).GetProperty("job").GetProperty("status").GetString());
        var status = Cli.Ok("status", job);
        Assert.Equal(("exited", 4L, "exited"), (status.State, status.Number("exit_code"), status.Text("reason")));
        Assert.Equal("ready\nbye\n", Box.Stdout(job));
    }

    [Fact]
    public void Should_report_a_job_whose_keeper_is_killed_as_lost_and_stop_its_workload()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var pid = Box.PidOf(job);
        using var waiter = Cli.Start("wait", job);
        Sandbox.KillHard(Box.KeeperOf(job));
        var wait = waiter.Finish().Ok();
        wait.HasShape("schema_version:text ok:bool type:text job_id:text state:text reason:text error:text keeper_lost:bool");
        Assert.Equal(("failed", "lost"), (wait.State, wait.Text("reason")));
        ProcessTable.AwaitEnd(pid);
        var status = Cli.Ok("status", job);
        Assert.Equal(("failed", "lost"), (status.State, status.Text("reason")));
        Assert.False(status.Has("exit_code"));
    }

    [Fact]
    public void Should_report_a_job_as_lost_when_host_keeper_and_workload_are_killed()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var (pid, keeper) = (Box.PidOf(job), Box.KeeperOf(job));
        Sandbox.KillHard(Box.Host());
        Sandbox.KillHard(keeper);
        Sandbox.KillHard(pid);
        var row = Assert.Single(Cli.Ok("list").Items("jobs"));
        Assert.Equal(("failed", "lost"), (row.GetProperty("state").GetString(), row.GetProperty("reason").GetString()));
        Assert.Equal("lost", Cli.Ok("status", job).Text("reason"));
        Assert.Equal("lost", Cli.Ok("kill", job).Text("reason"));
    }

    [Fact]
    public void Should_stop_an_orphaned_workload_when_both_host_and_keeper_were_killed()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var (pid, keeper) = (Box.PidOf(job), Box.KeeperOf(job));
        Sandbox.KillHard(Box.Host());
        Sandbox.KillHard(keeper);
        Assert.True(ProcessTable.IsAlive(pid));
        Assert.Equal(("failed", "lost"), (Cli.Ok("status", job).State, Cli.Ok("status", job).Text("reason")));
        ProcessTable.AwaitEnd(pid);
    }

    [Fact]
    public void Should_kill_a_job_that_a_former_host_started()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        var kill = Cli.Ok("kill", "--wait-ms", "20000", job);
        Assert.Equal(("killed", "killed"), (kill.State, kill.Text("reason")));
    }

    [Fact]
    public void Should_find_every_one_of_many_jobs_again()
    {
        var jobs = Enumerable.Range(0, 12).Select(i => Cli.Launch("--", $"echo ready; sleep 2; exit {i}")).ToList();
        Sandbox.KillHard(Box.Host());
        for (var i = 0; i < jobs.Count; i++) Assert.Equal(i, Cli.Ok("wait", jobs[i]).Number("exit_code"));
    }

    private void Allow(string name) => File.WriteAllText(Path.Combine(Box.Work, name), "");

    // What a client does in its own process shows only by its descriptors.
    private static void UntilConnected(int pid) => Patience.Until(
        () => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd")
            .Any(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false),
        $"process {pid} talks to a host");
}
