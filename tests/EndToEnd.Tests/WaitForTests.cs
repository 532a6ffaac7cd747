using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary><c>wait</c> for several jobs and for other things than ends.</summary>
public sealed class WaitForTests : SandboxTest
{
    [Fact]
    public void Should_answer_when_all_have_ended()
    {
        var (first, second) = (Cli.Launch("--", "until [ -e go ]; do sleep 0.02; done; exit 3"), Cli.Launch("--", "kill -KILL $$"));
        using var waiter = Cli.Start("wait", first, second);
        Cli.Ok("wait", second);
        Assert.False(waiter.HasEnded);
        Allow("go");
        var answer = waiter.Finish().Ok();
        answer.HasShape("schema_version:text ok:bool type:text met:bool jobs:objects");
        Assert.Equal(("wait_for", true), (answer.Text("type"), answer.Flag("met")));
        Assert.Equal([$"{first} exited ended 3", $"{second} killed ended -"], answer.Items("jobs").Select(Told));
        // From disk, once all have ended: without a host, and in the order of the ids.
        var host = Box.Host();
        Cli.Ok("host", "stop");
        ProcessTable.AwaitEnd(host);
        Assert.Equal([$"{second} killed ended -", $"{first} exited ended 3"], Cli.Ok("wait", "--all", second, first, second).Items("jobs").Select(Told));
        Assert.Empty(Box.Hosts());
        // One id alone is what it always was.
        Assert.Equal("wait", Cli.Ok("wait", first).Text("type"));
        Assert.Equal("wait_for", Cli.Ok("wait", "--any", first).Text("type"));
    }

    [Fact]
    public void Should_answer_when_any_has_ended()
    {
        var (running, ending) = (Cli.Launch("--", "sleep 600"), Cli.Launch("--", "until [ -e go ]; do sleep 0.02; done"));
        using var waiter = Cli.Start("wait", "--any", running, ending);
        Allow("go");
        var answer = waiter.Finish().Ok();
        Assert.True(answer.Flag("met"));
        Assert.Equal([$"{running} running - -", $"{ending} exited ended 0"], answer.Items("jobs").Select(Told));
        Box.Finish(running);
    }

    [Fact]
    public void Should_answer_with_what_is_so_when_the_time_is_over()
    {
        var (running, ended) = (Cli.Launch("--", "echo there; sleep 600"), Cli.Ok("run", "--wait", "--", "true").JobId);
        Box.UntilSaid(running, "there");
        var answer = Cli.Ok("wait", "--timeout-ms", "100", "--until-output", "never", running, ended);
        Assert.False(answer.Flag("met"));
        Assert.Equal([$"{running} running - -", $"{ended} exited ended 0"], answer.Items("jobs").Select(Told));
        // However short the time, what is there is found.
        Assert.True(Cli.Ok("wait", "--timeout-ms", "1", "--until-output", "there", running).Flag("met"));
        Box.Finish(running);
    }

    [Fact]
    public void Should_answer_when_a_line_matches_also_one_that_was_written_before()
    {
        var job = Cli.Launch("--", "echo early; until [ -e go ]; do sleep 0.02; done; echo \"port 80 open\" >&2; sleep 600");
        Box.UntilSaid(job, "early");
        Assert.Equal("stdout early", Line(Cli.Ok("wait", "--until-output", "^ear", job)));
        using var waiter = Cli.Start("wait", "--until-output", "port [0-9]+", job);
        Allow("go");
        var answer = waiter.Finish().Ok();
        Assert.Equal(("stderr port 80 open", $"{job} running output -"), (Line(answer), Told(answer.Items("jobs")[0])));
        Box.Finish(job);
        Assert.Equal("stdout early", Line(Cli.Ok("wait", "--until-output", "early", job)));
        Assert.Equal($"{job} killed ended -", Told(Cli.Ok("wait", "--until-output", "never", job).Items("jobs")[0]));
    }

    [Fact]
    public void Should_answer_when_a_job_is_silent()
    {
        var job = Cli.Launch("--", "until [ -e stop ]; do echo x; sleep 0.02; done; sleep 600");
        Assert.False(Cli.Ok("wait", "--until-silent", "5000", "--timeout-ms", "1", job).Flag("met"));
        using var waiter = Cli.Start("wait", "--until-silent", "700", job);
        Allow("stop");
        Assert.Equal($"{job} running silent -", Told(waiter.Finish().Ok().Items("jobs")[0]));
        // It has been silent for so long already.
        Assert.True(Cli.Ok("wait", "--until-silent", "700", "--timeout-ms", "1", job).Flag("met"));
        Box.Finish(job);
    }

    [Fact]
    public void Should_answer_when_a_port_is_listened_on()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString();
        var job = Cli.Launch("--", "sleep 600");
        Assert.Equal($"{job} running port -", Told(Cli.Ok("wait", "--until-port", port, "--timeout-ms", "1", job).Items("jobs")[0]));
        listener.Stop();
        Assert.False(Cli.Ok("wait", "--until-port", port, "--timeout-ms", "100", job).Flag("met"));
        using var again = new TcpListener(IPAddress.Loopback, int.Parse(port));
        using var waiter = Cli.Start("wait", "--until-port", port, job);
        again.Start();
        Assert.True(waiter.Finish().Ok().Flag("met"));
        // Nothing has connected.
        Assert.False(again.Pending());
        Box.Finish(job);
    }

    [Fact]
    public void Should_go_on_when_the_host_is_killed_under_it()
    {
        var job = Cli.Launch("--", "echo early; until [ -e go ]; do sleep 0.05; done; echo late; sleep 600");
        Box.UntilSaid(job, "early");
        using var waiter = Cli.Start("wait", "--until-output", "late", job);
        Patience.Until(() => Directory.GetFiles($"/proc/{waiter.Pid}/fd").Any(IsSocket), "the waiter is connected");
        Sandbox.KillHard(Box.Host());
        Cli.Ok("status", job);
        Assert.False(waiter.HasEnded);
        Allow("go");
        Assert.Equal("stdout late", Line(waiter.Finish().Ok()));
        Box.Finish(job);
    }

    [Fact]
    public void Should_refuse_what_makes_no_sense()
    {
        var job = Cli.Ok("run", "--wait", "--", "true").JobId;
        Assert.Contains("01NOSUCHJOB", Cli.Fails("job_not_found", "wait", job, "01NOSUCHJOB").Message);
        Assert.Contains("(x", Cli.Fails("invalid_pattern", "wait", "--until-output", "(x", job).Message);
        Cli.Misused("wait", "--any", "--all", job);
        Cli.Misused("wait", "--until-port", "65536", job);
        Cli.Misused("wait", "--until-silent", "0", job);
        Cli.Misused("wait", "--any");
    }

    [Fact]
    public async Task Should_be_offered_to_programs_too()
    {
        var job = Cli.Launch("--", "echo hello; sleep 600");
        await using var client = new AgentExecClient(new ClientOptions { Root = Box.Root, ProgramDirectory = Path.GetDirectoryName(NativePrograms.Cli)! });
        var answer = await client.WaitForAsync(new WaitForOptions { Jobs = [job], UntilOutput = "hell", Timeout = Patience.Limit });
        Assert.Equal((true, MetBy.Output, "hello", JobStatus.Running), (answer.Met, answer.Jobs[0].Met!.Value, answer.Jobs[0].Line, answer.Jobs[0].State));
        Box.Finish(job);
    }

    private static string Told(JsonElement job) => $"{Field(job, "job_id")} {Field(job, "state")} {Field(job, "met")} {Field(job, "exit_code")}";

    private static string Line(Answer answer) => answer.Items("jobs")[0] is var job ? $"{Field(job, "stream")} {Field(job, "line")}" : "";

    private static string Field(JsonElement job, string name) => job.TryGetProperty(name, out var value) ? value.ToString() : "-";

    private static bool IsSocket(string descriptor) => new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;

    private void Allow(string file) => File.WriteAllText(Path.Combine(Box.Work, file), "");
}
