using AgentExec.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Signals hit the workload and nothing else (contract A15, B5).</summary>
public sealed class KillTests(ITestOutputHelper output) : SandboxTest
{
    [Fact]
    public async Task Should_hit_only_the_workload_in_100_kills_straight_after_run()
    {
        Cli.Ok("host", "start");
        var host = Box.Host();
        var times = new List<TimeSpan>();
        async Task Lane(int lane)
        {
            for (var i = 0; i < 25; i++)
            {
                var mark = $"{Box.Path}/workload-{lane}-{i}";
                var run = (await Cli.RunAsync("run", "--snapshot-after", "0", "--", $": {mark}; sleep 600 & wait")).Ok();
                var kill = (await Cli.RunAsync("kill", "--wait-ms", "20000", run.JobId)).Ok();
                Assert.Equal(("killed", "killed"), (kill.State, kill.Text("reason")));
                Assert.Equal("15", Box.State(run.JobId).GetProperty("result").GetProperty("signal").GetString());
                Assert.Empty(ProcessTable.WithArguments(mark));
                lock (times) times.Add(kill.Took);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(Lane));
        Assert.Equal(100, Box.Jobs().Count);
        Assert.Equal(host, Box.Host());
        // A keeper that was hit would have left its job lost.
        Assert.All(Cli.Ok("list").Items("jobs"), row => Assert.Equal("killed", row.GetProperty("state").GetString()));
        Timings.Record(output, "kill straight after run, four at a time", times);
    }

    [Fact]
    public void Should_leave_an_ended_job_as_it_is()
    {
        var job = Cli.Ok("run", "--", "exit 5").JobId;
        var before = File.ReadAllText(Box.JobFile(job, "state.json"));
        var kill = Cli.Ok("kill", "--signal", "KILL", job);
        Assert.Equal(("exited", 5L), (kill.State, kill.Number("exit_code")));
        Assert.Equal(before, File.ReadAllText(Box.JobFile(job, "state.json")));
    }

    [Theory]
    [InlineData("USR1", "USR1")]
    [InlineData("sigusr1", "USR1")]
    [InlineData("SIGUSR1", "USR1")]
    [InlineData("10", "USR1")]
    [InlineData("hup", "HUP")]
    public void Should_take_names_with_and_without_sig_in_any_case_and_numbers(string given, string name)
    {
        var job = Cli.Launch("--", "trap 'exit 42' USR1 HUP; echo ready; while :; do sleep 0.05; done");
        Box.UntilSaid(job, "ready");
        var kill = Cli.Ok("kill", "--signal", given, "--wait-ms", "20000", job);
        Assert.Equal((name, "exited", 42L, "exited"), (kill.Text("signal"), kill.State, kill.Number("exit_code"), kill.Text("reason")));
    }

    [Theory]
    [InlineData("FOO")]
    [InlineData("SIG")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("-9")]
    public void Should_refuse_an_unknown_signal_and_send_nothing(string signal)
    {
        var job = Cli.Launch("--", "sleep 600");
        Cli.Misused("kill", $"--signal={signal}", job);
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.False(Box.State(job).TryGetProperty("kill_requested", out _));
        Box.Finish(job);
    }

    [Fact]
    public void Should_answer_at_once_with_wait_0_and_after_the_wait_when_the_job_takes_no_notice()
    {
        var job = Cli.Launch("--", "trap '' TERM; echo ready; while :; do sleep 1; done");
        Box.UntilSaid(job, "ready");
        var kill = Cli.Ok("kill", "--wait-ms", "0", job);
        kill.HasShape("schema_version:text ok:bool type:text job_id:text signal:text state:text");
        Assert.Equal("running", kill.State);
        kill = Cli.Ok("kill", "--wait-ms", "300", job);
        Assert.Equal("running", kill.State);
        Assert.InRange(kill.Took.TotalMilliseconds, 300, 5000);
        Assert.Equal("TERM", Box.State(job).GetProperty("kill_requested").GetString());
        Assert.Equal("killed", Cli.Ok("kill", "--signal", "9", "--wait-ms", "20000", job).State);
    }

    [Fact]
    public void Should_stop_and_continue_a_job()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var pid = Box.PidOf(job);
        Cli.Ok("kill", "--signal", "STOP", "--wait-ms", "0", job);
        UntilProcessIs(pid, 'T');
        Cli.Ok("kill", "--signal", "CONT", "--wait-ms", "0", job);
        UntilProcessIs(pid, 'S');
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [Fact]
    public void Should_reach_every_member_of_the_group()
    {
        var mark = $"{Box.Path}/member";
        var job = Cli.Launch("--", $"sh -c ': {mark}; sleep 600; :' & sh -c ': {mark}; sleep 600; :' & echo ready; wait");
        Box.UntilSaid(job, "ready");
        Assert.Equal("killed", Cli.Ok("kill", "--wait-ms", "20000", job).State);
        foreach (var pid in ProcessTable.WithArguments(mark)) ProcessTable.AwaitEnd(pid);
    }

    // Nobody is told of a stop but the parent.
    private static void UntilProcessIs(int pid, char state) => Patience.Until(() => ProcessTable.StateOf(pid) == state, $"process {pid} is {state}");
}
