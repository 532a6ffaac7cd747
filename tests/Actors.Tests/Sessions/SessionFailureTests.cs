using AgentExec.Actors.Jobs;
using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>What goes wrong around sessions: nobody is left without an answer, and nothing is lost.</summary>
public sealed class SessionFailureTests : SessionTest
{
    private int _failures;

    [Fact]
    public void Should_say_that_output_cannot_be_read_and_keep_the_session()
    {
        var (slug, _) = Background(output: "one\n");
        File.Delete(LogOf(Id));
        Directory.CreateDirectory(LogOf(Id));
        Assert.Contains("cannot be read", Ask<ToolFailure>(Poll(slug)).Error);
        Assert.Equal("", Assert.Single(List()).Tail);
        Directory.Delete(LogOf(Id));
        File.WriteAllText(LogOf(Id), "one\n");
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_let_nobody_who_is_gone_take_output_from_the_shared_cursor()
    {
        var (slug, session) = Background();
        Send(Poll(slug, 60_000));
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.Output });
        Sessions.Tell(new SessionsProtocol.CallerGone(TestActor.Path.Address), TestActor);
        Drain(Sessions);
        File.AppendAllText(LogOf(Id), "one\n");
        session.Tell(new FollowProtocol.Grew(Id), Registry);
        Drain(session);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_let_nobody_take_output_who_was_gone_before_it_was_known_what_the_session_came_to()
    {
        var (slug, _) = Background(output: "one\n");
        Sessions = NewSessions();
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.States });
        var session = Registry.LastSender;
        Send(Poll(slug, 60_000));
        // Not only polls wait, and only those are forgotten.
        Send(new ProcessCall { Action = ProcessAction.Log, SessionId = slug });
        Drain(Sessions);
        session.Tell(new SessionsProtocol.CallerGone(TestActor.Path.Address), TestActor);
        session.Tell(new JobReply(Store.States[Id]), Registry);
        Assert.Equal("one\n", Answer<SessionLog>().Output);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_take_nothing_for_a_poll_whose_asker_has_stopped_listening()
    {
        var (slug, session) = Background(output: "one\n");
        Sessions.Tell(new ProcessRequest { Call = Poll(slug), DeadlineSinceBootMs = 1 }, TestActor);
        Drain(Sessions, session);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_not_show_as_running_what_ended_while_no_host_lived()
    {
        Background();
        Store.States[Id] = Ended(5);
        Sessions = NewSessions();
        Send(new ProcessCall { Action = ProcessAction.List });
        Follower();
        var row = Assert.Single(Answer<SessionList>().Sessions);
        Assert.Equal(("completed", 5), (row.Status, row.ExitCode));
    }

    [Fact]
    public void Should_say_why_a_session_cannot_be_killed_and_keep_it()
    {
        var (slug, session) = Background();
        Send(new ProcessCall { Action = ProcessAction.Kill, SessionId = slug });
        var kill = (KillRequest)Registry.FishForMessage(message => message is KillRequest);
        // The answer to something else says nothing about the signal.
        session.Tell(new ErrorReply(ErrorDetail.Internal("another question failed")) { RequestId = "another" }, Registry);
        session.Tell(new ErrorReply(ErrorDetail.Internal("it cannot be signalled: not permitted")) { RequestId = kill.RequestId }, Registry);
        Assert.Contains("not permitted", Answer<ToolFailure>().Error);
        Assert.Single(List());
    }

    [Fact]
    public void Should_answer_who_waits_at_a_session_whose_job_is_gone()
    {
        var (slug, session) = Background();
        Send(Poll(slug, 60_000));
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.Output });
        session.Tell(new ErrorReply(ErrorDetail.JobNotFound(Id)), Registry);
        Assert.Contains("no session", Answer<ToolFailure>().Error);
        Assert.Empty(List());
    }

    [Fact]
    public void Should_answer_for_a_session_that_fails_and_leave_it_to_the_next_host_when_it_always_does()
    {
        var (slug, session) = Background(output: "one\n");
        Store.BeforeSessionWrite = () => throw new InvalidOperationException("a fault of ours");
        var watcher = CreateTestProbe();
        watcher.Watch(session);
        for (var i = 0; i < 5; i++)
        {
            Assert.Contains("failed in the host", Ask<ToolFailure>(Poll(slug)).Error);
            Follower();
        }

        Send(Poll(slug));
        watcher.ExpectTerminated(session);
        Drain(Sessions);
        Assert.Empty(List());
        Store.BeforeSessionWrite = null;
        Sessions = NewSessions();
        Follower();
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_give_the_output_though_nobody_can_look_at_the_processes()
    {
        var (slug, _) = Background(session: Session() with { InputWaitIdleMs = 0 }, output: "one\n");
        Blindness = new IOException("too many open files");
        var poll = Ask<SessionOutput>(Poll(slug));
        Assert.Equal(("one\n", null), (poll.Output, poll.WaitingForInput));
        Assert.NotEmpty(Looks);
    }

    [Fact]
    public void Should_take_nothing_for_an_answer_that_could_not_be_made()
    {
        var (slug, session) = Background(session: Session() with { InputWaitIdleMs = 0 });
        Blindness = new InvalidOperationException("a fault of ours");
        Assert.Contains("failed in the host", Ask<ToolFailure>(Poll(slug)).Error);
        Follower();
        Send(Poll(slug, 60_000));
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.Output });
        File.AppendAllText(LogOf(Id), "one\n");
        session.Tell(new FollowProtocol.Grew(Id), Registry);
        // Told once, also who only waited.
        Assert.Contains("failed in the host", Answer<ToolFailure>().Error);
        Follower();
        ExpectNoMsg(TimeSpan.Zero);
        Blindness = null;
        Assert.Equal("one\n", Ask<SessionOutput>(Poll(slug)).Output);
    }

    [Fact]
    public void Should_answer_the_caller_of_a_command_whose_actor_failed()
    {
        Store.BeforeSessionWrite = () => throw (_failures++ == 0 ? new InvalidOperationException("a fault of ours") : new IOException("not reached"));
        var exec = Exec(Session() with { Background = true });
        Sessions.Tell(exec, TestActor);
        Begin(exec);
        var again = Registry.FishForMessage(message => message is RunRequest);
        Store.BeforeSessionWrite = null;
        Registry.LastSender.Tell(new JobReply(Running()), Registry);
        Assert.Equal((Id, "running"), (((RunRequest)again).JobId, Answer<ExecRunning>().Status));
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("a/b")]
    public void Should_run_nothing_as_what_is_no_job(string id)
    {
        Sessions.Tell(Exec(id: id), TestActor);
        Assert.Contains("id of a job", Answer<ToolFailure>().Error);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_work_though_a_name_cannot_be_closed()
    {
        Sessions = Sys.ActorOf(SessionsActor.Props(new SessionServices(Services, Registry, Inbox, new FullDisk(), _ => 0, (_, _) => true, _ => new HashSet<int>())));
        Assert.Empty(List());
    }

    private IReadOnlyList<SessionRow> List() => Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions;

    private static ProcessCall Poll(string slug, int? timeout = null) => new() { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = timeout };

    private sealed class FullDisk : ISessionBook
    {
        public IReadOnlyList<(string Slug, string Job)> Open => [("brave-otter", Other)];

        public string? Unreadable => null;

        public bool IsTaken(string slug) => true;

        public void Claim(string slug, string job) => throw new IOException("no space left");

        public void Close(string slug) => throw new IOException("no space left");
    }
}
