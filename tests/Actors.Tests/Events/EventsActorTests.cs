using AgentExec.Actors.Events;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Events;

public sealed class EventsActorTests : ActorTest
{
    private readonly FakeFile _file = new();

    [Fact]
    public void Should_have_an_event_on_disk_before_it_is_told()
    {
        var events = NewEvents();
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("a")), TestActor);
        Assert.Equal("a", ExpectMsg<EventsProtocol.Queued>().JobId);
        Assert.Equal("1", Assert.Single(_file.Records).Event!.Cursor);
    }

    [Fact]
    public void Should_answer_who_waits_the_moment_there_is_something()
    {
        var events = NewEvents();
        events.Tell(new EventsRequest { Scope = "x", WaitMs = 20_000 }, TestActor);
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("a", "y")), ActorRefs.NoSender);
        Drain(events);
        ExpectNoMsg(TimeSpan.Zero);
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("b", "x")), ActorRefs.NoSender);
        var reply = ExpectMsg<EventsReply>();
        Assert.Equal(("b", "2", false), (Assert.Single(reply.Events).JobId, reply.Cursor, reply.More));
    }

    [Fact]
    public void Should_answer_with_nothing_when_the_time_is_over()
    {
        var events = NewEvents();
        var request = new EventsRequest { WaitMs = 20_000, After = "0" };
        events.Tell(request, TestActor);
        Drain(events);
        Scheduler.Advance(TimeSpan.FromSeconds(20));
        var reply = ExpectMsg<EventsReply>();
        Assert.Equal((request.RequestId, 0, "0"), (reply.RequestId, reply.Events.Count, reply.Cursor));
    }

    [Fact]
    public void Should_not_tell_again_what_is_acknowledged_even_after_a_restart()
    {
        var events = NewEvents();
        foreach (var job in (string[])["a", "b", "c"]) events.Tell(new EventsProtocol.Queue(InboxTests.Event(job)), ActorRefs.NoSender);
        events.Tell(new EventsRequest { Acknowledge = "1" }, TestActor);
        Assert.Equal(["b", "c"], ExpectMsg<EventsReply>().Events.Select(told => told.JobId));
        events.Tell(new EventsProtocol.Acknowledge("c"), ActorRefs.NoSender);
        Drain(events);
        var next = NewEvents();
        next.Tell(new EventsRequest(), TestActor);
        Assert.Equal(["b"], ExpectMsg<EventsReply>().Events.Select(told => told.JobId));
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(5, false)]
    public void Should_call_an_acknowledgement_retryable_only_for_want_of_room(int errno, bool retryable)
    {
        var events = NewEvents();
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("a")), ActorRefs.NoSender);
        Drain(events);
        (_file.Refusals, _file.Errno) = (1, errno);
        events.Tell(new EventsRequest { Acknowledge = "1" }, TestActor);
        var refused = ExpectMsg<ErrorReply>().Error;
        Assert.Equal(("nothing was acknowledged: no space left", retryable), (refused.Message, refused.Retryable));
    }

    [Fact]
    public void Should_try_again_when_disk_refuses()
    {
        var events = NewEvents();
        _file.Refusals = 1;
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("a")), TestActor);
        Drain(events);
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a", ExpectMsg<EventsProtocol.Queued>().JobId);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("")]
    public void Should_refuse_what_is_no_place(string text)
    {
        var events = NewEvents();
        events.Tell(new EventsRequest { After = text }, TestActor);
        Assert.Equal("invalid_cursor", ExpectMsg<ErrorReply>().Error.Code);
        events.Tell(new EventsRequest { Acknowledge = text }, TestActor);
        Assert.Equal("invalid_cursor", ExpectMsg<ErrorReply>().Error.Code);
    }

    [Fact]
    public void Should_not_let_its_file_grow_for_as_long_as_the_host_lives()
    {
        var events = NewEvents();
        for (var i = 0; i < 2 * EventsActor.PageSize; i++)
        {
            events.Tell(new EventsProtocol.Queue(InboxTests.Event($"j{i}")), ActorRefs.NoSender);
            events.Tell(new EventsProtocol.Acknowledge($"j{i}"), ActorRefs.NoSender);
        }

        events.Tell(new EventsProtocol.Queue(InboxTests.Event("last")), TestActor);
        ExpectMsg<EventsProtocol.Queued>();
        Assert.InRange(_file.Records.Count, 1, EventsActor.PageSize + 3);
        // The places go on.
        events.Tell(new EventsRequest(), TestActor);
        Assert.Equal($"{2 * EventsActor.PageSize + 1}", Assert.Single(ExpectMsg<EventsReply>().Events).Cursor);
    }

    [Fact]
    public void Should_answer_in_pages()
    {
        var events = NewEvents();
        for (var i = 0; i < EventsActor.PageSize + 3; i++) events.Tell(new EventsProtocol.Queue(InboxTests.Event($"j{i}")), ActorRefs.NoSender);
        events.Tell(new EventsRequest(), TestActor);
        var first = ExpectMsg<EventsReply>();
        Assert.Equal((EventsActor.PageSize, true), (first.Events.Count, first.More));
        events.Tell(new EventsRequest { After = first.Cursor }, TestActor);
        var second = ExpectMsg<EventsReply>();
        Assert.Equal((3, false), (second.Events.Count, second.More));
    }

    [Fact]
    public void Should_say_why_the_inbox_cannot_be_read_and_go_on_once_it_can()
    {
        _file.Unreadable = "/jobs/.host/events.ndjson is not a regular file";
        var events = NewEvents();
        events.Tell(new EventsRequest { WaitMs = 20_000 }, TestActor);
        Assert.Contains(_file.Unreadable, ExpectMsg<ErrorReply>().Error.Message, StringComparison.Ordinal);
        Assert.Empty(_file.Records);
        _file.Records.Add(new EventRecord { Event = InboxTests.Event("a") with { Cursor = "1" } });
        _file.Unreadable = null;
        events.Tell(new EventsProtocol.Queue(InboxTests.Event("b")), TestActor);
        Assert.Equal("b", ExpectMsg<EventsProtocol.Queued>().JobId);
        events.Tell(new EventsRequest(), TestActor);
        Assert.Equal(["1", "2"], ExpectMsg<EventsReply>().Events.Select(told => told.Cursor));
    }

    private IActorRef NewEvents() => Sys.ActorOf(EventsActor.Props(_file));

    private sealed class FakeFile : IEventFile
    {
        public List<EventRecord> Records { get; private set; } = [];

        public int Refusals { get; set; }

        public int Errno { get; set; } = 28;

        public string? Unreadable { get; set; }

        public IEnumerable<EventRecord> Load() => Unreadable is { } why ? throw new IOException(why) : [.. Records];

        public void Append(EventRecord record)
        {
            if (Refusals-- > 0) throw new IOException("no space left", Errno);
            Records.Add(record);
        }

        public void Rewrite(IEnumerable<EventRecord> records) => Records = [.. records];
    }
}
