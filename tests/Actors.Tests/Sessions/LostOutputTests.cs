using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Output that a full disk took (A5): it leaves no gap in the logs, so the answers say it.</summary>
public sealed class LostOutputTests : SessionTest
{
    private const string Said = "18893 bytes of the output are missing";

    [Fact]
    public void Should_say_in_poll_and_log_what_the_disk_refused()
    {
        var (slug, session) = Background();
        File.AppendAllText(LogOf(Id), "kept.\n");
        Push(session, Ended() with { UnwrittenBytes = 18_893, DroppedBytes = 18_893 });
        Assert.Contains(Said, Assert.Single(Ask<SessionOutput>(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug }).Warnings!), StringComparison.Ordinal);
        var log = Ask<SessionLog>(new ProcessCall { Action = ProcessAction.Log, SessionId = slug });
        Assert.True(log.Truncated);
        Assert.Contains(Said, Assert.Single(log.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_count_in_exec_what_the_disk_refused()
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        Push(Begin(exec, "kept.\n"), Ended() with { UnwrittenBytes = 18_893, DroppedBytes = 18_893 });
        var done = Answer<ExecCompleted>();
        Assert.Equal((true, 18_899L, 6L), (done.Truncated, done.TotalBytes, done.TotalChars));
        Assert.Contains(Said, Assert.Single(done.Warnings!), StringComparison.Ordinal);
    }
}
