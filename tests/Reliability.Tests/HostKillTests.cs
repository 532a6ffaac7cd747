namespace AgentExec.Reliability.Tests;

/// <summary>Fault 1: the host is killed while jobs run.</summary>
public sealed class HostKillTests : SandboxTest
{
    [Fact]
    public void Should_know_exit_code_output_and_end_of_a_job_whose_host_was_killed()
    {
        var job = Cli.Launch("--", "echo before; until [ -e go ]; do sleep 0.05; done; echo after; exit 7");
        Box.UntilSaid(job, "before");
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var wait = Cli.Ok("wait", job);
        Assert.Equal(("exited", 7L, "before\nafter\n"), (wait.State, wait.Number("exit_code"), Box.Stdout(job)));
    }
}
