using AgentExec.Actors.Events;
using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

public sealed class SessionActorTests : SessionTest
{
    [Fact]
    public void Should_give_a_poll_only_what_is_new()
    {
        var (slug, _) = Background(output: "one\n");
        Assert.Equal("one\n", Poll(slug).Output);
        Assert.Equal("", Poll(slug).Output);
        File.AppendAllText(LogOf(Id), "two\n");
        Assert.Equal("two\n", Poll(slug).Output);
        // Before anybody was told, disk said how far it was read.
        Assert.Equal(8, Store.Sessions[Id].Cursor);
    }

    [Fact]
    public void Should_let_two_readers_keep_their_own_places()
    {
        var (slug, _) = Background(output: "one\n");
        var first = Poll(slug, cursor: "0");
        Assert.Equal("one\n", first.Output);
        File.AppendAllText(LogOf(Id), "two\n");
        Assert.Equal("one\ntwo\n", Poll(slug, cursor: "0").Output);
        Assert.Equal("two\n", Poll(slug, cursor: first.Cursor).Output);
        Assert.Equal("one\ntwo\n", Poll(slug).Output);
    }

    [Fact]
    public void Should_answer_a_question_that_comes_again_as_the_first_time()
    {
        var (slug, _) = Background(output: "one\n");
        var request = Send(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug });
        Assert.Equal("one\n", Answer<SessionOutput>().Output);
        Sessions.Tell(request, TestActor);
        Assert.Equal("one\n", Answer<SessionOutput>().Output);
    }

    [Fact]
    public void Should_go_on_where_a_former_host_was()
    {
        var (slug, _) = Background(output: "one\n");
        Assert.Equal("one\n", Poll(slug).Output);
        File.AppendAllText(LogOf(Id), "two\n");
        Sessions = NewSessions();
        Push(Follower(), Ended(5));
        var end = Poll(slug);
        Assert.Equal(("two\n", 5, "completed"), (end.Output, end.ExitCode, end.Status));
    }

    [Fact]
    public void Should_wait_for_output_and_answer_at_once_when_it_comes()
    {
        var (slug, _) = Background();
        Send(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = 60_000 });
        var session = Follow(FollowProtocol.Wants.Output);
        ExpectNoMsg(TimeSpan.Zero);
        File.AppendAllText(LogOf(Id), "now\n");
        session.Tell(new FollowProtocol.Grew(Id), Registry);
        Assert.Equal("now\n", Answer<SessionOutput>().Output);
    }

    [Fact]
    public void Should_wait_for_the_end()
    {
        var (slug, session) = Background();
        Send(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = 60_000 });
        Follow(FollowProtocol.Wants.Output);
        Push(session, Ended(1));
        var end = Answer<SessionOutput>();
        Assert.Equal(("completed", 1, EndReason.Exited), (end.Status, end.ExitCode, end.ExitReason));
    }

    [Fact]
    public void Should_answer_with_nothing_when_the_time_is_over_and_say_when_to_ask_again()
    {
        var (slug, _) = Background();
        foreach (var retry in (int[])[5_000, 10_000, 30_000, 60_000, 60_000])
        {
            Send(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = 1000 });
            Follow(FollowProtocol.Wants.Output);
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            var empty = Answer<SessionOutput>();
            Assert.Equal(("", "running", retry), (empty.Output, empty.Status, empty.RetryInMs));
        }

        File.AppendAllText(LogOf(Id), "x");
        Assert.Null(Poll(slug).RetryInMs);
        Assert.Equal(5_000, Poll(slug).RetryInMs);
    }

    [Fact]
    public void Should_count_the_empty_polls_of_each_reader_by_itself()
    {
        var (slug, _) = Background();
        var first = Poll(slug, cursor: "0");
        var second = Poll(slug, cursor: first.Cursor);
        Assert.Equal((5_000, 10_000, 5_000), (first.RetryInMs, second.RetryInMs, Poll(slug).RetryInMs));
    }

    [Fact]
    public void Should_clamp_the_waiting_and_say_so()
    {
        var (slug, _) = Background(output: "x");
        var answer = Ask<SessionOutput>(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = 500_000 });
        Assert.Contains("120000", Assert.Single(answer.Warnings!));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.x")]
    [InlineData("")]
    public void Should_refuse_what_is_no_cursor(string cursor)
    {
        var (slug, _) = Background();
        Assert.Contains("cursor", Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, Cursor = cursor }).Error);
    }

    [Fact]
    public void Should_deliver_a_long_end_in_pieces_and_all_of_it()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i}\n"));
        var (slug, session) = Background(session: Session() with { MaxOutputChars = 1000 }, output: text);
        Push(session, Ended());
        var got = "";
        SessionOutput piece;
        do got += (piece = Poll(slug)).Output;
        while (piece.More is true);
        Assert.Equal(text, got);
        Assert.True(Store.Sessions[Id].EndDelivered);
    }

    [Fact]
    public void Should_show_lines_by_their_numbers_and_consume_none()
    {
        var (slug, _) = Background(output: "a\nb\nc\n");
        var log = Ask<SessionLog>(new ProcessCall { Action = ProcessAction.Log, SessionId = slug, Offset = 1, Limit = 1 });
        Assert.Equal(("b\n", 1, 3, 3, 6), (log.Output, log.Offset, log.Total, log.TotalLines, log.TotalChars));
        Assert.Equal("a\nb\nc\n", Poll(slug).Output);
    }

    [Fact]
    public void Should_queue_one_event_when_a_session_ends()
    {
        var (slug, session) = Background(scope: "x", output: "boom\n");
        Push(session, Ended(2));
        var queued = Inbox.ExpectMsg<EventsProtocol.Queue>().Event;
        Assert.Equal((slug, Id, "x", "npm run", "completed", "exit 2", "boom"),
            (queued.SessionId, queued.JobId, queued.Scope, queued.Name, queued.Status, queued.Exit, queued.Output));
        Inbox.Reply(new EventsProtocol.Queued(Id));
        Drain(session);
        Assert.True(Store.Sessions[Id].Notified);
        // A later host has nothing more to say.
        Sessions = NewSessions();
        Push(Follower(), Ended(2));
        Drain(Sessions);
        Inbox.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_acknowledge_the_event_when_a_poll_has_told_the_end()
    {
        var (slug, session) = Background(output: "boom\n");
        Push(session, Ended(2));
        Inbox.ExpectMsg<EventsProtocol.Queue>();
        Inbox.Reply(new EventsProtocol.Queued(Id));
        Poll(slug);
        Assert.Equal(Id, Inbox.ExpectMsg<EventsProtocol.Acknowledge>().JobId);
    }

    [Fact]
    public void Should_queue_nothing_when_a_poll_was_there_first()
    {
        var (slug, session) = Background(output: "boom\n");
        Poll(slug);
        Send(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = 60_000 });
        Follow(FollowProtocol.Wants.Output);
        Push(session, Ended(2));
        Answer<SessionOutput>();
        Drain(session);
        Inbox.ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0, "", true, false, false)]
    [InlineData(0, "", true, true, true)]
    [InlineData(0, "said", true, false, true)]
    [InlineData(1, "", true, false, true)]
    [InlineData(1, "said", false, false, false)]
    public void Should_tell_of_an_end_by_the_settings(int code, string output, bool notify, bool emptySuccess, bool told)
    {
        var (_, session) = Background(session: Session() with { NotifyOnExit = notify, NotifyOnExitEmptySuccess = emptySuccess }, output: output);
        Push(session, Ended(code));
        if (told) Inbox.ExpectMsg<EventsProtocol.Queue>();
        else
        {
            Drain(session);
            Inbox.ExpectNoMsg(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Should_kill_the_tree_and_answer_when_the_end_is_confirmed()
    {
        var (slug, session) = Background();
        Send(new ProcessCall { Action = ProcessAction.Kill, SessionId = slug });
        Assert.Equal((15, true), Signalled());
        Scheduler.Advance(TimeSpan.FromMilliseconds(2999));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((9, true), Signalled());
        Push(session, Ended() with { SignalName = "KILL", Reason = EndReason.Killed, Result = new JobResult { Signal = "9" } });
        var done = Answer<SessionDone>();
        Assert.Equal(("completed", null, "SIGKILL", EndReason.Killed), (done.Status, done.ExitCode, done.ExitSignal, done.ExitReason));
        // Whoever ended it needs not be told of its end.
        Drain(session);
        Inbox.ExpectNoMsg(TimeSpan.Zero);
        Assert.Single(List());
    }

    [Fact]
    public void Should_remove_what_runs_by_ending_it()
    {
        var (slug, session) = Background();
        Send(new ProcessCall { Action = ProcessAction.Remove, SessionId = slug });
        Assert.Equal((15, true), Signalled());
        Push(session, Ended() with { SignalName = "TERM", Reason = EndReason.Killed });
        Answer<SessionDone>();
        Assert.Empty(List());
        Assert.True(Store.Sessions[Id].Cleared);
    }

    [Fact]
    public void Should_clear_only_what_has_ended()
    {
        var (slug, session) = Background();
        Assert.Contains("still running", Ask<ToolFailure>(Call(ProcessAction.Clear, slug)).Error);
        Push(session, Ended());
        Ask<SessionDone>(Call(ProcessAction.Clear, slug));
        Assert.Empty(List());
        Assert.Contains("no session", Ask<ToolFailure>(Call(ProcessAction.Poll, slug)).Error);
        // Also for a later host.
        Sessions = NewSessions();
        Assert.Empty(List());
    }

    [Fact]
    public void Should_refuse_to_kill_what_has_ended()
    {
        var (slug, session) = Background();
        Push(session, Ended(4));
        Assert.Contains("exit 4", Ask<ToolFailure>(Call(ProcessAction.Kill, slug)).Error);
    }

    [Fact]
    public void Should_leave_the_list_after_its_time()
    {
        var (slug, session) = Background(session: Session() with { CleanupMs = 60_000 });
        Push(session, Ended());
        Drain(session);
        Scheduler.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(List());
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(List());
        Assert.Contains("no session", Ask<ToolFailure>(Call(ProcessAction.Log, slug)).Error);
    }

    /// <summary>What was read once is another by now, and is not looked at again.</summary>
    [Fact]
    public void Should_count_for_a_second_log_only_what_is_new()
    {
        var (slug, _) = Background(output: "one\ntwo\nthree\n");
        Assert.Equal(3, Ask<SessionLog>(Call(ProcessAction.Log, slug)).TotalLines);
        using (var log = File.OpenWrite(LogOf(Id))) log.Write("\n\n\n\n"u8);
        File.AppendAllText(LogOf(Id), "four\nfive");
        var tail = Ask<SessionLog>(Call(ProcessAction.Log, slug) with { Limit = 0 });
        Assert.Equal((5, 23, 5, ""), (tail.TotalLines, tail.TotalChars, tail.Offset, tail.Output));
    }

    [Fact]
    public void Should_list_what_is_known_of_each()
    {
        Background(output: "first\n");
        var (_, second) = Background(id: Other, output: "second\n");
        Push(second, Ended(1, Other));
        var rows = List();
        Assert.Equal(["running", "completed"], rows.Select(row => row.Status));
        Assert.Equal((7, "/w", "npm run build", "npm run", "first\n", true), (rows[0].Pid, rows[0].Cwd, rows[0].Command, rows[0].Name, rows[0].Tail, rows[0].StdinWritable));
        Assert.Equal((1, "second\n", false, EndReason.Exited, false), (rows[1].ExitCode, rows[1].Tail, rows[1].StdinWritable, rows[1].ExitReason, rows[1].TimedOut));
        Assert.Null(rows[0].ExitCode);
        Assert.NotNull(rows[1].EndedAt);
    }

    private SessionOutput Poll(string slug, string? cursor = null) =>
        Ask<SessionOutput>(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug, Cursor = cursor });

    private IReadOnlyList<SessionRow> List() => Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions;

    private static ProcessCall Call(ProcessAction action, string slug) => new() { Action = action, SessionId = slug };

    private Akka.Actor.IActorRef Follow(FollowProtocol.Wants wants)
    {
        Registry.FishForMessage(message => message is FollowProtocol.Follow follow && follow.Wants == wants);
        return Registry.LastSender;
    }

    private (int Signal, bool Tree) Signalled()
    {
        var kill = (KillRequest)Registry.FishForMessage(message => message is KillRequest);
        return (kill.Signal, kill.Tree);
    }
}
