namespace AgentExec.Reliability.Tests;

/// <summary>Fault 3: a keeper that dies before it has read its order. Nothing has run, so another one is given it, and nobody notices.</summary>
public sealed class KeeperRetryTests : SandboxTest
{
    // More than a socket holds: the host is still writing when the keeper dies.
    private const int Variables = 8, BytesEach = 100_000;

    [Theory]
    [InlineData(1, "exited")]
    [InlineData(2, "exited")]
    [InlineData(3, "failed")]
    public void Should_run_the_command_by_the_next_one_of_three(int deaths, string state)
    {
        var cli = new Programs(Box).Install().Caller;
        var (keeper, real) = (Path.Combine(Box["programs"], "agent-exec-keeper"), Path.Combine(Box["programs"], "real"));
        File.Move(keeper, real);
        var graves = string.Join(" || ", Enumerable.Range(0, deaths).Select(number => $"mkdir '{Box[$"death{number}"]}' 2>/dev/null"));
        Executable.Write(keeper, $"#!/bin/sh\nif {graves}; then exit 9; fi\nexec '{real}' \"$@\"\n");
        for (var number = 0; number < Variables; number++) cli = cli.With($"LARGE{number}", new string('x', BytesEach));

        var answer = cli.Ok("run", "--wait", "--", "echo ran >>ran");

        Assert.Equal(state, answer.State);
        Assert.Equal(deaths < 3, File.Exists(Path.Combine(Box.Work, "ran")) && File.ReadAllText(Path.Combine(Box.Work, "ran")) == "ran\n");
        if (deaths == 3) Assert.Contains("3 keepers ended before they took the order", cli.Ok("status", answer.JobId).Text("error"), StringComparison.Ordinal);
    }
}
