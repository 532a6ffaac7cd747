using System.Diagnostics;
using AgentExec.EndToEnd.Tests.Support;
using AgentExec.Posix;
using Xunit.Abstractions;

namespace AgentExec.EndToEnd.Tests;

/// <summary>The host comes when it is needed and leaves when it is not (contract B18, design 2).</summary>
public sealed class HostLifeTests(ITestOutputHelper output) : SandboxTest
{
    [Fact]
    public async Task Should_start_exactly_one_host_for_ten_clients_at_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Cli.RunAsync("run", "--", $"echo {i}")));
        for (var i = 0; i < 10; i++)
        {
            var answer = runs[i].Ok();
            Assert.Equal(("exited", $"{i}\n"), (answer.State, Box.Stdout(answer.JobId)));
        }

        Box.Host();
        Assert.Equal(10, Box.Jobs().Count);
        Timings.Record(output, "ten runs at once on an empty root", runs.Select(run => run.Took));
    }

    /// <summary>Another client was killed after it had started a host and before that host had its lock.</summary>
    [Fact]
    public void Should_meet_a_host_that_was_there_before_the_one_it_started()
    {
        var cli = Elsewhere();
        var host = Path.Combine(Box["bin"], "agent-exec-host");
        var real = Path.Combine(Path.GetDirectoryName(NativePrograms.Cli)!, "agent-exec-host");
        Executable.Copy(NativePrograms.Keeper, Path.Combine(Box["bin"], "agent-exec-keeper"));
        Executable.Write(host, $"#!/bin/sh\n'{real}' \"$1\" 3>&- &\nuntil [ -e \"$1/.host/endpoint.json\" ]; do sleep 0.01; done\nexec '{real}' \"$@\"\n");
        var answer = cli.Ok("run", "--wait", "--", "echo met");
        Assert.Equal(("exited", "met\n"), (answer.State, Box.Stdout(answer.JobId)));
        Box.Host();
    }

    [Fact]
    public void Should_leave_running_jobs_running_when_told_to_stop_and_find_them_again()
    {
        var one = Cli.Launch("--", "echo ready; exec sleep 600");
        var two = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(one, "ready");
        Box.UntilSaid(two, "ready");
        Assert.Equal(2, Cli.Ok("host", "status").Number("running_jobs"));
        var stop = Cli.Ok("host", "stop");
        Assert.Equal((true, 2L), (stop.Flag("stopped"), stop.Number("running_jobs")));
        Assert.Empty(Box.Hosts());
        Assert.True(ProcessTable.IsAlive(Box.PidOf(one)) && ProcessTable.IsAlive(Box.PidOf(two)));
        Assert.Equal("running", Cli.Ok("status", one).State);
        Assert.Equal(2, Cli.Ok("host", "status").Number("running_jobs"));
        Box.Finish(one);
        Box.Finish(two);
        Assert.Equal(0, Cli.Ok("host", "status").Number("running_jobs"));
    }

    /// <summary>It would come up a moment after everybody was told that there is none.</summary>
    [Fact]
    public void Should_stop_a_host_that_is_coming_up()
    {
        Cli.Ok("run", "--wait", "--", "true");
        Cli.Ok("host", "stop");
        var starting = FileLock.TryTake(Box.HostFile("start.lock"))!;
        using var stop = Cli.Start("host", "stop");
        Patience.Until(() => ProcessTable.WaitsForLock(Box.HostFile("start.lock")), "the call waits for whoever starts a host");
        using var host = Process.Start(Path.Combine(Path.GetDirectoryName(NativePrograms.Cli)!, "agent-exec-host"), [Box.Root]);
        LogWatch.Until(Box.HostFile("endpoint.json"), () => File.Exists(Box.HostFile("endpoint.json")));
        starting.Dispose();
        Assert.True(stop.Finish().Ok().Flag("stopped"));
        Assert.True(host.WaitForExit(Patience.Limit));
    }

    [Fact]
    public void Should_end_by_itself_when_its_root_is_deleted()
    {
        Cli.Ok("run", "--", "true");
        var host = Box.Host();
        Nodes.RemoveTree(Box.Root);
        ProcessTable.AwaitEnd(host);
        Assert.False(Directory.Exists(Box.Root), "the host made its root again");
    }

    [Fact]
    public void Should_end_by_itself_when_idle_and_not_while_a_job_runs()
    {
        var impatient = Cli.With("AGENT_EXEC_HOST_IDLE_TIMEOUT_MS", "700");
        var job = impatient.Launch("--", "until [ -e go ]; do sleep 0.05; done");
        var host = Box.Host();
        Assert.False(ProcessTable.HasEnded(host, TimeSpan.FromMilliseconds(1500)), "it left its running job");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        ProcessTable.AwaitEnd(host);
        Assert.Equal("exited", Cli.Ok("status", job).State);
        Assert.Empty(Box.Hosts());
    }

    [Fact]
    public void Should_answer_for_an_ended_job_without_a_host()
    {
        var job = Cli.Ok("run", "--", "echo out; exit 2").JobId;
        Cli.Ok("host", "stop");
        Assert.Equal(2, Cli.Ok("status", job).Number("exit_code"));
        Assert.Equal("out", Cli.Ok("tail", job).Text("stdout_tail"));
        Assert.Equal(2, Cli.Ok("wait", job).Number("exit_code"));
        Assert.Equal("exited", Cli.Ok("kill", job).State);
        Assert.Empty(Box.Hosts());
    }

    [Fact]
    public void Should_not_mix_two_roots()
    {
        var other = new Sandbox();
        try
        {
            var job = Cli.Ok("run", "--", "true").JobId;
            other.Caller.Ok("run", "--", "true");
            Assert.NotEqual(Box.Host(), other.Host());
            other.Caller.Fails("job_not_found", "status", job);
        }
        finally
        {
            other.Dispose();
        }
    }

    [Fact]
    public void Should_believe_a_stale_endpoint_no_more_than_its_lock()
    {
        Cli.Ok("host", "start");
        Sandbox.KillHard(Box.Host());
        Assert.True(File.Exists(Box.HostFile("endpoint.json")));
        Assert.False(Cli.Ok("host", "status").Flag("running"));
        Assert.Equal("exited", Cli.Ok("run", "--", "true").State);
    }

    [Fact]
    public void Should_say_why_no_host_can_be_started()
    {
        var run = Elsewhere().Fails("host_unavailable", "run", "--", "true");
        Assert.False(run.Error.GetProperty("retryable").GetBoolean());
        Assert.Contains("agent-exec-host is missing", run.Message);
        Assert.Empty(Box.Jobs());
    }

    // The programs beside the one that is called are the ones that are started: here, none yet.
    private Caller Elsewhere()
    {
        Directory.CreateDirectory(Box["bin"]);
        var lonely = Executable.Copy(NativePrograms.Cli, Path.Combine(Box["bin"], "agent-exec"));
        return Cli with { Through = ["/bin/sh", "-c", "shift; exec \"$0\" \"$@\"", lonely] };
    }
}
