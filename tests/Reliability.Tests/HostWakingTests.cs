using System.Text.Json.Nodes;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 1 and 39: the host is dead when a job ends, and nobody calls any command, yet who asked to be told is told.</summary>
public sealed class HostWakingTests : SandboxTest
{
    private const string UntilGo = "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5";

    private string Told => Path.Combine(Box.Work, "told");

    [Theory]
    [InlineData("--notify-file", "told")]
    [InlineData("--notify-command", "cat >> told")]
    public void Should_tell_the_end_though_the_host_is_dead_and_no_command_is_called(string option, string sink)
    {
        var job = Cli.Launch(option, option == "--notify-file" ? Told : sink, "--", UntilGo);
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        Go();
        var told = JsonNode.Parse(LogWatch.UntilContains(Told, "}"))!;
        Assert.Equal((job, "exited", 5), ((string?)told["job_id"], (string?)told["state"], (int?)told["exit_code"]));
        Assert.Single(Box.Hosts());
    }

    [Fact]
    public void Should_tell_those_that_were_named_later_and_a_line_that_matched()
    {
        var job = Cli.Launch("--", UntilGo);
        Box.UntilSaid(job, "ready");
        Cli.Ok("notify", "set", "--output-pattern", "never", "--output-file", Path.Combine(Box.Work, "lines"), job);
        Cli.Ok("notify", "set", "--command", "cat >> told", job);
        Sandbox.KillHard(Box.Host());
        Go();
        Assert.Equal(job, (string?)JsonNode.Parse(LogWatch.UntilContains(Told, "}"))!["job_id"]);
    }

    [Fact]
    public void Should_start_one_host_for_many_jobs_that_end_at_once()
    {
        var jobs = Enumerable.Range(0, 20).Select(_ => Cli.Launch("--notify-file", Told, "--", UntilGo)).ToList();
        foreach (var job in jobs) Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        Go();
        LogWatch.Until(Told, () => File.Exists(Told) && File.ReadAllLines(Told).Length >= jobs.Count);
        Assert.Equal(jobs.Order(), File.ReadAllLines(Told).Select(line => (string)JsonNode.Parse(line)!["job_id"]!).Order());
        Assert.Single(Box.Hosts());
        Assert.Single(File.ReadAllLines(Box.HostFile("host.log")), line => line.Contains($"serves {Box.Root} ", StringComparison.Ordinal) && line.Contains($"process {Box.Host()}", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_start_no_host_when_nobody_is_to_be_told()
    {
        var job = Cli.Launch("--", UntilGo);
        Box.UntilSaid(job, "ready");
        var keeper = Box.KeeperOf(job);
        Sandbox.KillHard(Box.Host());
        Go();
        ProcessTable.AwaitEnd(keeper);
        Assert.Empty(Box.Hosts());
    }

    [Fact]
    public void Should_come_back_after_host_stop_only_at_the_end_of_such_a_job()
    {
        var job = Cli.Launch("--notify-file", Told, "--", UntilGo);
        Box.UntilSaid(job, "ready");
        Cli.Ok("host", "stop");
        Assert.Empty(Box.Hosts());
        Go();
        LogWatch.UntilContains(Told, job);
        Assert.Single(Box.Hosts());
    }

    private void Go() => File.WriteAllText(Path.Combine(Box.Work, "go"), "");
}
