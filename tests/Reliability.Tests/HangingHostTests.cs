using AgentExec.Client;
using AgentExec.Contracts.Errors;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 10: the host hangs and does not die.</summary>
public sealed class HangingHostTests : SandboxTest
{
    private const int PatienceMs = 1500;

    private Caller Impatient => Cli.With("AGENT_EXEC_PATIENCE_MS", $"{PatienceMs}");

    [Fact]
    public void Should_say_in_time_that_the_host_does_not_answer_and_which_it_is()
    {
        var ended = Cli.Ok("run", "--wait", "--", "exit 4").JobId;
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using (new StoppedProcess(host))
        {
            foreach (var call in (string[][])
            [
                ["run", "--snapshot-after", "0", "--", "touch ran"], ["run", "--wait", "--", "touch ran"], ["status", job], ["wait", job], ["wait", "--any", job, ended],
                ["wait", "--until-silent", "1", job], ["events", "--follow"], ["host", "status"], ["gc", "--dry-run"],
            ])
            {
                var error = Impatient.Fails("host_unresponsive", call);
                Assert.True(error.Error.GetProperty("retryable").GetBoolean());
                Assert.Contains($"process {host}", error.Message, StringComparison.Ordinal);
                Assert.Contains(Box.HostFile("host.log"), error.Message, StringComparison.Ordinal);
                // A wait asks for the patience first.
                Assert.InRange(error.Took, TimeSpan.FromMilliseconds(PatienceMs), TimeSpan.FromMilliseconds(2 * PatienceMs) + TimeSpan.FromSeconds(6));
            }

            // What is known to have ended needs nobody.
            Assert.Equal(4, Impatient.Ok("status", ended).Number("exit_code"));
            Assert.Equal(4, Impatient.Ok("wait", ended).Number("exit_code"));
        }

        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal((host, 2, false), (Box.Host(), Box.Jobs().Count, File.Exists(Path.Combine(Box.Work, "ran"))));
        Box.Finish(job);
    }

    [Fact]
    public void Should_end_a_host_that_hangs_when_told_to_and_lose_no_job()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var host = Box.Host();
        using (new StoppedProcess(host))
        {
            var stopped = Cli.Ok("host", "stop", "--force");
            Assert.Equal((true, host, 1), (stopped.Flag("stopped"), (int)stopped.Number("pid"), (int)stopped.Number("running_jobs")));
            ProcessTable.AwaitEnd(host);
        }

        Assert.False(Cli.Ok("host", "stop", "--force").Flag("stopped"));
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [Fact]
    public void Should_end_jobs_by_their_timeouts_without_the_host()
    {
        var job = Cli.Launch("--timeout", "1000", "--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var pid = Box.PidOf(job);
        using (new StoppedProcess(Box.Host()))
        {
            ProcessTable.AwaitEnd(pid);
            LogWatch.Until(Box.JobFile(job, "exit.json"), () => File.Exists(Box.JobFile(job, "exit.json")));
        }

        var end = Cli.Ok("wait", job);
        Assert.Equal(("killed", "timeout", true), (end.State, end.Text("reason"), end.Flag("timed_out")));
    }

    [Fact]
    public async Task Should_drop_what_was_asked_when_its_asker_has_been_told_that_it_failed()
    {
        Cli.Ok("host", "start");
        await using var client = new AgentExecClient(new ClientOptions
        {
            // Long enough for the first association of a busy test process, which is not what is tried here.
            Root = Box.Root, ProgramDirectory = Path.GetDirectoryName(NativePrograms.Cli)!, Patience = TimeSpan.FromSeconds(6),
        });
        // With an open connection the requests lie in the host's socket and are read when it goes on.
        Assert.True((await client.HostStatusAsync()).Running);
        var host = Box.Host();
        using (new StoppedProcess(host))
        {
            var run = Assert.ThrowsAsync<AgentExecException>(() => client.RunAsync(new RunOptions { Command = ["touch ran"], SnapshotAfter = TimeSpan.Zero }));
            var stop = Assert.ThrowsAsync<AgentExecException>(() => client.HostStopAsync());
            Assert.Equal(("host_unresponsive", "host_unresponsive"), ((await run).Error.Code, (await stop).Error.Code));
        }

        LogWatch.Until(Box.HostFile("host.log"), () => File.ReadAllText(Box.HostFile("host.log")).Split("came too late").Length == 3);
        Assert.Empty((await client.ListAsync(new ListOptions())).Jobs);
        Assert.Equal((host, 0, false), (Box.Host(), Box.Jobs().Count, File.Exists(Path.Combine(Box.Work, "ran"))));
    }
}
