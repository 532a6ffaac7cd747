namespace AgentExec.Reliability.Tests;

/// <summary>Fault 3: what killed keepers leave in a job's directory does not stay there.</summary>
public sealed class LeftoverTests : SandboxTest
{
    [Fact]
    public void Should_remove_the_socket_of_a_keeper_that_was_killed()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.KeeperOf(job));
        Assert.Equal("failed", Cli.Ok("wait", job).State);
        Patience.Until(() => !File.Exists(Box.JobFile(job, "keeper.sock")), "the socket is removed");
    }
}
