using System.Text.Json.Nodes;
using AgentExec.Contracts.Requests;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 5: programs are replaced while jobs run; old and new ones meet.</summary>
public sealed class UpgradeTests : SandboxTest
{
    private const int Jobs = 20;

    [Fact]
    public void Should_lose_no_job_when_the_programs_are_replaced_under_twenty_of_them()
    {
        var programs = new Programs(Box).Install();
        var jobs = Enumerable.Range(0, Jobs)
            .Select(i => programs.Caller.Launch("--", $"echo begin {i}; until [ -e go ]; do sleep 0.1; done; echo end {i} >&2; echo end {i}; exit {i}")).ToList();
        for (var i = 0; i < Jobs; i++) Box.UntilSaid(jobs[i], $"begin {i}");
        var (host, keeper) = (Box.Host(), programs.InodeOf("agent-exec-keeper"));
        Assert.Equal(Jobs, programs.Caller.Ok("host", "stop").Number("running_jobs"));
        Assert.NotEqual(keeper, programs.Install().InodeOf("agent-exec-keeper"));
        Assert.Equal(Jobs, programs.Caller.Ok("host", "start").Number("running_jobs"));
        Assert.NotEqual(host, Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        for (var i = 0; i < Jobs; i++)
        {
            var end = programs.Caller.Ok("wait", jobs[i]);
            Assert.Equal(("exited", i, $"begin {i}\nend {i}\n"), (end.State, end.Number("exit_code"), Box.Stdout(jobs[i])));
            Assert.Equal($"end {i}\n", File.ReadAllText(Box.JobFile(jobs[i], "stderr.log")));
        }

        Assert.Equal(Jobs, Box.Jobs().Count);
    }

    [Fact]
    public void Should_take_over_from_an_older_host_without_its_jobs_noticing()
    {
        var job = Cli.Launch("--", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5");
        Box.UntilSaid(job, "ready");
        var (host, pid, keeper) = (Box.Host(), Box.PidOf(job), Box.KeeperOf(job));
        RunningCli looking;
        using (new StoppedProcess(host))
        {
            PretendProtocol(0);
            // Who only looks changes nothing.
            var seen = Cli.Ok("host", "status");
            Assert.Equal((true, host, 0L, false), (seen.Flag("running"), seen.Number("pid"), seen.Number("protocol_version"), seen.Has("running_jobs")));
            Assert.Equal(host, Box.Host());
            looking = Cli.Start("status", job);
            UntilToldToEnd(host);
        }

        Assert.Equal("running", looking.Finish().Ok().State);
        looking.Dispose();
        Assert.NotEqual(host, Box.Host());
        Assert.Equal((pid, keeper), (Box.PidOf(job), Box.KeeperOf(job)));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(("exited", 5L), (Cli.Ok("wait", job) is var end ? end.State : "", end.Number("exit_code")));
    }

    [Fact]
    public void Should_stop_an_older_host_too()
    {
        var job = Cli.Launch("--", "sleep 600");
        RunningCli stopping;
        using (new StoppedProcess(Box.Host()))
        {
            PretendProtocol(1);
            stopping = Cli.Start("host", "stop");
            UntilToldToEnd(Box.Host());
        }

        var stop = stopping.Finish().Ok();
        stopping.Dispose();
        Assert.Equal((true, 1L), (stop.Flag("stopped"), stop.Number("running_jobs")));
        Assert.Empty(Box.Hosts());
        Assert.True(ProcessTable.IsAlive(Box.PidOf(job)));
        Box.Finish(job);
    }

    [Fact]
    public void Should_say_so_when_an_older_host_does_not_make_way()
    {
        Cli.Ok("host", "start");
        using var stopped = new StoppedProcess(Box.Host());
        PretendProtocol(0);
        var error = Cli.With("AGENT_EXEC_PATIENCE_MS", "1000").Fails("host_incompatible", "run", "--", "true");
        Assert.Contains($"{Box.Host()}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Box.Jobs());
    }

    [Fact]
    public void Should_leave_a_newer_host_alone_and_say_what_to_do()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        // Stopped, it does not write its own endpoint again meanwhile.
        using (new StoppedProcess(host))
        {
            PretendProtocol(99);
            foreach (var call in (string[][])[["run", "--", "true"], ["status", job], ["host", "status"], ["host", "stop"], ["list", "--all"]])
            {
                var error = Cli.Fails("host_incompatible", call);
                Assert.False(error.Error.GetProperty("retryable").GetBoolean());
                Assert.Contains("protocol 99", error.Message, StringComparison.Ordinal);
            }

            Assert.Equal((host, 1), (Box.Host(), Box.Jobs().Count));
            PretendProtocol(Request.CurrentProtocol);
        }

        Box.Finish(job);
    }

    [Fact]
    public void Should_work_with_a_host_of_another_version_that_speaks_the_same()
    {
        Cli.Ok("host", "start");
        var host = Box.Host();
        Change("version", "0.0.1");
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        Assert.Equal(host, Box.Host());
    }

    // A stopped host does not write its own endpoint again; SIGTERM waits for it to go on.
    private static void UntilToldToEnd(int host) => Patience.Until(
        () => (Convert.ToUInt64(File.ReadLines($"/proc/{host}/status").First(line => line.StartsWith("ShdPnd:", StringComparison.Ordinal))[7..].Trim(), 16) & (1 << 14)) != 0,
        "the host is told to end");

    private void PretendProtocol(int protocol) => Change("protocol", protocol);

    private void Change(string name, JsonNode value)
    {
        var file = Box.HostFile("endpoint.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json[name] = value;
        File.WriteAllText(file, json.ToJsonString());
    }
}
