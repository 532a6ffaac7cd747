using AgentExec.Actors.Events;
using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Answers of the shared cursor that do not arrive: asked for again, or given up by who asked.</summary>
public sealed class SharedPollTests : SessionTest
{
    [Fact]
    public void Should_answer_each_of_two_readers_alike_after_the_death_of_the_host()
    {
        var (slug, _) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Write("two\n");
        var (second, _) = PollOnce(slug);
        Write("three\n");
        Sessions = NewSessions();
        Push(Follower(), Ended(5));
        // Both before the last of it: neither is told that nothing is left, and the event of the end stays.
        foreach (var (request, output) in new[] { (first, "one\n"), (second, "two\n"), (first, "one\n") })
        {
            var again = Again(request);
            Assert.Equal((output, true, 5), (again.Output, again.More, again.ExitCode));
            Assert.False(Store.Sessions[Id].EndDelivered);
        }

        var (_, last) = PollOnce(slug);
        Assert.Equal(("three\n", null, 5), (last.Output, last.More, last.ExitCode));
        Assert.True(Store.Sessions[Id].EndDelivered);
    }

    [Fact]
    public void Should_tell_the_end_with_an_answer_that_is_asked_for_again_when_nothing_is_left()
    {
        var (slug, session) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Push(session, Ended(5));
        Inbox.ExpectMsg<EventsProtocol.Queue>();
        session.Tell(new EventsProtocol.Queued(Id), Inbox);
        var again = Again(first);
        Assert.Equal(("one\n", null, 5), (again.Output, again.More, again.ExitCode));
        Assert.True(Store.Sessions[Id].EndDelivered);
        Inbox.ExpectMsg<EventsProtocol.Acknowledge>();
    }

    [Fact]
    public void Should_give_an_answer_again_as_it_was_and_move_nothing()
    {
        var (slug, _) = Background(session: Session() with { MaxOutputChars = 1000 }, output: new string('a', 1500));
        var (first, answer) = PollOnce(slug);
        Assert.Equal((1000, true), (answer.Output.Length, answer.More));
        Write("more");
        var before = Store.Sessions[Id];
        var again = Again(first);
        Assert.Equal((answer.Output, answer.Cursor, true), (again.Output, again.Cursor, again.More));
        Assert.Same(before, Store.Sessions[Id]);
        Assert.Equal(new string('a', 500) + "more", PollOnce(slug).Answer.Output);
    }

    [Fact]
    public void Should_answer_no_more_whoever_gave_up()
    {
        var (slug, _) = Background();
        var waiting = Send(Poll(slug, 60_000));
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.Output });
        var session = Registry.LastSender;
        Assert.False(Abandon(waiting));
        // Nobody reads: the keeper needs not say that there is output.
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.States });
        Write("one\n");
        session.Tell(new FollowProtocol.Grew(Id), Registry);
        Scheduler.Advance(TimeSpan.FromSeconds(60));
        Drain(session);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal("one\n", PollOnce(slug).Answer.Output);
    }

    [Fact]
    public void Should_give_the_output_of_an_answer_that_nobody_saw_to_the_next_poll()
    {
        var (slug, _) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Write("two\n");
        Assert.True(Abandon(first));
        // Said again, and for what was never asked: nothing happens.
        Assert.False(Abandon(first));
        Assert.False(Abandon(new ProcessRequest { Call = Poll(slug) }));
        Assert.Equal("one\ntwo\n", PollOnce(slug).Answer.Output);
        Assert.Equal("", PollOnce(slug).Answer.Output);
    }

    [Fact]
    public void Should_give_it_first_and_at_once_when_others_have_polled_since()
    {
        var (slug, _) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Write("two\n");
        var (second, _) = PollOnce(slug);
        Send(Poll(slug, 60_000));
        Registry.FishForMessage(message => message is FollowProtocol.Follow { Wants: FollowProtocol.Wants.Output });
        Sessions.Tell(AbandonOf(first), TestActor);
        Assert.True(ExpectMsg<PollAbandonReply>().GivenBack);
        Assert.Equal("one\n", Answer<SessionOutput>().Output);
        Assert.Equal("two\n", Again(second).Output);
        Write("three\n");
        Assert.Equal("three\n", PollOnce(slug).Answer.Output);
    }

    [Fact]
    public void Should_give_what_was_given_back_in_pieces_and_not_tell_the_end_before_all_of_it()
    {
        var (slug, session) = Background(session: Session() with { MaxOutputChars = 1000 }, output: new string('a', 1000));
        var (first, _) = PollOnce(slug);
        Write(new string('b', 1000));
        PollOnce(slug);
        Assert.True(Abandon(first));
        Push(session, Ended());
        // Also for a later host.
        Sessions = NewSessions();
        Follower();
        var request = new ProcessRequest { Call = Poll(slug), MaxOutputChars = SessionRules.LeastOutputChars };
        Assert.InRange(SessionRules.LeastOutputChars, 1, 1000);
        var got = "";
        SessionOutput piece;
        do
        {
            Assert.False(Store.Sessions[Id].EndDelivered);
            Sessions.Tell(request with { RequestId = $"q{got.Length}" }, TestActor);
            got += (piece = Answer<SessionOutput>()).Output;
        }
        while (piece.More is true);
        Assert.Equal(new string('a', 1000), got);
        Assert.True(Store.Sessions[Id].EndDelivered);
    }

    [Theory]
    [InlineData("one\n")]
    [InlineData("")]
    public void Should_take_the_end_back_that_nobody_saw(string output)
    {
        var (slug, session) = Background(output: output);
        Push(session, Ended(5));
        Inbox.ReceiveWhile<object>(message => message, TimeSpan.Zero);
        var (end, _) = PollOnce(slug);
        Assert.True(Store.Sessions[Id].EndDelivered);
        Assert.True(Abandon(end));
        Assert.False(Store.Sessions[Id].EndDelivered);
        var told = PollOnce(slug).Answer;
        Assert.Equal((output, 5, null), (told.Output, told.ExitCode, told.More));
        Assert.True(Store.Sessions[Id].EndDelivered);
    }

    [Fact]
    public void Should_take_nothing_from_the_shared_cursor_for_a_reader_of_its_own_that_gives_up()
    {
        var (slug, session) = Background(output: "one\n");
        Push(session, Ended(5));
        var own = Send(Poll(slug) with { Cursor = "0" });
        Assert.Equal("one\n", Answer<SessionOutput>().Output);
        Assert.True(Store.Sessions[Id].EndDelivered);
        Assert.True(Abandon(own));
        Assert.False(Store.Sessions[Id].EndDelivered);
        Assert.Equal("one\n", PollOnce(slug).Answer.Output);
    }

    [Fact]
    public void Should_tell_nobody_of_another_scope_whether_there_was_a_poll()
    {
        var (slug, _) = Background(scope: "mine", output: "one\n");
        var request = Send(Poll(slug), "mine");
        Answer<SessionOutput>();
        foreach (var scope in (string[])["yours", ""])
        {
            Sessions.Tell(AbandonOf(request) with { Scope = scope }, TestActor);
            Assert.False(ExpectMsg<PollAbandonReply>().GivenBack);
        }

        Assert.True(Abandon(request));
    }

    [Fact]
    public void Should_take_nothing_back_that_cannot_be_written_down()
    {
        var (slug, _) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Store.BeforeSessionWrite = () => throw new IOException("no space left");
        Assert.False(Abandon(first));
        Store.BeforeSessionWrite = null;
        Assert.Equal("", PollOnce(slug).Answer.Output);
        Assert.True(Abandon(first));
    }

    [Fact]
    public void Should_answer_who_gives_up_before_it_is_known_what_the_session_came_to()
    {
        var (slug, _) = Background(output: "one\n");
        var (first, _) = PollOnce(slug);
        Sessions = NewSessions();
        var again = Send(Poll(slug));
        Sessions.Tell(AbandonOf(first), TestActor);
        Follower();
        // In the order in which they were said.
        Assert.Equal(("", again.RequestId), (ExpectMsg<ToolReply>() is var reply ? ((SessionOutput)reply.Result).Output : "", reply.RequestId));
        Assert.True(ExpectMsg<PollAbandonReply>().GivenBack);
        Assert.Equal("one\n", PollOnce(slug).Answer.Output);
    }

    private (ProcessRequest Request, SessionOutput Answer) PollOnce(string slug)
    {
        var request = Send(Poll(slug));
        return (request, Answer<SessionOutput>());
    }

    private SessionOutput Again(ProcessRequest request)
    {
        Sessions.Tell(request, TestActor);
        return Answer<SessionOutput>();
    }

    private bool Abandon(ProcessRequest request)
    {
        Sessions.Tell(AbandonOf(request), TestActor);
        return ExpectMsg<PollAbandonReply>().GivenBack;
    }

    private static PollAbandonRequest AbandonOf(ProcessRequest poll) =>
        new() { Scope = poll.Scope, SessionId = poll.Call.SessionId!, PollId = poll.RequestId };

    private void Write(string text) => File.AppendAllText(LogOf(Id), text);

    private static ProcessCall Poll(string slug, int? timeout = null) => new() { Action = ProcessAction.Poll, SessionId = slug, TimeoutMs = timeout };
}
