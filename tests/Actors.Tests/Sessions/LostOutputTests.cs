using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Output that a full disk took (A5): it leaves no gap in the logs, so the answers say it.</summary>
public sealed class LostOutputTests : SessionTest
{
    private const string Said = "18893 bytes of the output are missing";
    private const string Noted = """{"stdout_unwritten_bytes":18000,"stderr_unwritten_bytes":893}""";

    [Fact]
    public void Should_say_in_poll_and_log_what_the_disk_refused()
    {
        var (slug, session) = Background();
        File.AppendAllText(LogOf(Id), "kept.\n");
        Push(session, Ended() with { UnwrittenBytes = 18_893, DroppedBytes = 18_893 });
        Assert.Contains(Said + ":", Assert.Single(Ask<SessionOutput>(Poll(slug)).Warnings!), StringComparison.Ordinal);
        var log = Ask<SessionLog>(new ProcessCall { Action = ProcessAction.Log, SessionId = slug });
        Assert.True(log.Truncated);
        Assert.Contains(Said + ":", Assert.Single(log.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_in_poll_log_and_list_of_a_running_session_what_the_keeper_has_noted()
    {
        var (slug, _) = Background(output: "kept.\n");
        var poll = Ask<SessionOutput>(Poll(slug));
        Assert.Equal(("kept.\n", true), (poll.Output, poll.Warnings is null));
        File.WriteAllText(LogOf(Id, JobFiles.Output), Noted);
        poll = Ask<SessionOutput>(Poll(slug));
        Assert.Equal((ToolStatus.Running, ""), (poll.Status, poll.Output));
        Assert.Contains(Said + " so far", Assert.Single(poll.Warnings!), StringComparison.Ordinal);
        var log = Ask<SessionLog>(new ProcessCall { Action = ProcessAction.Log, SessionId = slug });
        Assert.Equal((ToolStatus.Running, true), (log.Status, log.Truncated));
        Assert.Contains(Said + " so far", Assert.Single(log.Warnings!), StringComparison.Ordinal);
        Assert.True(Assert.Single(Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions).Truncated);
    }

    [Fact]
    public void Should_say_of_what_goes_to_the_background_what_the_keeper_has_noted()
    {
        File.WriteAllText(LogOf(Id, JobFiles.Output), Noted);
        Sessions.Tell(Exec(Session() with { Background = true }), TestActor);
        Begin(Exec(), "kept.\n");
        Assert.Contains(Said + " so far", Assert.Single(Answer<ExecRunning>().Warnings!), StringComparison.Ordinal);
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

    private static ProcessCall Poll(string slug) => new() { Action = ProcessAction.Poll, SessionId = slug };
}
