namespace AgentExec.Reliability.Tests;

/// <summary>Faults 3 and 14: what killed processes leave in a job's directory does not stay there.</summary>
public sealed class LeftoverTests : SandboxTest
{
    private const string HalfWritten = ".tmp-state.json-1-7";

    [Fact]
    public void Should_remove_the_socket_of_a_keeper_that_was_killed()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.KeeperOf(job));
        Assert.Equal("failed", Cli.Ok("wait", job).State);
        Patience.Until(() => !File.Exists(Box.JobFile(job, "keeper.sock")), "the socket is removed");
    }

    [Fact]
    public void Should_remove_what_a_host_that_was_killed_had_half_written()
    {
        var job = Cli.Launch("--", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Box.JobFile(job, HalfWritten), "{");
        Assert.Equal("running", Cli.Ok("status", job).State);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(5, Cli.Ok("wait", job).Number("exit_code"));
        Patience.Until(() => !File.Exists(Box.JobFile(job, HalfWritten)), "what was half written is removed");
    }
}
