namespace AgentExec.Sessions.Tests;

/// <summary>The keeper of a session is killed.</summary>
public sealed class SessionDeathTests : ClientTest
{
    [Fact]
    public async Task Should_tell_the_end_when_the_keeper_is_killed_with_input_under_way()
    {
        var id = Background("echo said; exec sleep 600");
        PollUntil(id, "said\n");
        await using var client = NewClient();
        // More than a pipe holds, to a command that does not read: it is still under way.
        var writing = client.ProcessAsync(new() { Action = Contracts.Tools.ProcessAction.Write, SessionId = id, Data = new string('x', 500_000) });
        Sandbox.KillHard(Box.KeeperOf(Box.Jobs().Single()));
        var written = (await writing).Result;
        Assert.Equal("failed", written.Status);
        var (_, end) = PollToEnd(id);
        Assert.Equal(("failed", "lost", false), (end.Status, end.Text("exitReason"), end.Has("exitCode")));
        Assert.Equal("said\n", Process("log", id).Text("output"));
    }
}
