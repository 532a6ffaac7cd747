using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Tests.Notifications;

public sealed class NotifierActorTests : ActorTest
{
    private readonly IActorRef _notifier;

    public NotifierActorTests()
    {
        _notifier = Parent.ChildActorOf(NotifierActor.Props(Requests.Id, Services));
        Parent.ExpectMsg<Ready>();
    }

    [Fact]
    public void Should_tell_each_asker_once_with_its_own_question()
    {
        Ask("a", Until.Recorded, 0);
        Ask("b", Until.Ended, 1000);
        _notifier.Tell(new Publish(States.Of("i", JobStatus.Running)));
        Assert.Equal("a", ExpectMsg<JobReply>().RequestId);
        Assert.Equal("a", Parent.ExpectMsg<Answered>().RequestId);
        _notifier.Tell(new Publish(States.Of("i", JobStatus.Exited)));
        Assert.Equal("b", ExpectMsg<JobReply>().RequestId);
        Assert.Equal("b", Parent.ExpectMsg<Answered>().RequestId);
        Drain(_notifier);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Drain(_notifier);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_wait_beyond_patience_while_nothing_is_on_disk()
    {
        Ask("a", Until.Ended, 1000);
        Drain(_notifier);
        Scheduler.Advance(TimeSpan.FromSeconds(5));
        Drain(_notifier);
        ExpectNoMsg(TimeSpan.Zero);
        _notifier.Tell(new Publish(States.Of("i", JobStatus.Running)));
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
    }

    [Fact]
    public void Should_answer_the_latest_asker_of_a_repeated_question()
    {
        var first = CreateTestProbe();
        _notifier.Tell(new Watch("a", first, Until.Recorded, TimeSpan.Zero));
        Ask("a", Until.Recorded, 0);
        _notifier.Tell(new Publish(States.Of("i", JobStatus.Running)));
        ExpectMsg<JobReply>();
        first.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_be_done_when_nobody_wants_to_know()
    {
        _notifier.Tell(new Describe(States.Meta(Requests.Id)));
        _notifier.Tell(new Publish(States.Of(Requests.Id, JobStatus.Running)));
        _notifier.Tell(new Publish(States.Of(Requests.Id, JobStatus.Exited)));
        Drain(_notifier);
        Parent.ExpectNoMsg(TimeSpan.Zero);
        _notifier.Tell(new OutputEnded());
        Parent.ExpectMsg<AllDelivered>();
        Witness.ExpectMsg<Effects.OutboxClosed>();
        _notifier.Tell(new OutputEnded());
        Drain(_notifier);
        Parent.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_tell_those_who_are_configured_at_the_end_and_run_nothing_for_a_later_change()
    {
        Outbox.Callers[Requests.Id] = Requests.Caller;
        _notifier.Tell(new Describe(Meta(new NotificationSettings { NotifyCommand = "first" })));
        _notifier.Tell(new Describe(Meta(new NotificationSettings { NotifyCommand = "second" })));
        _notifier.Tell(new Publish(States.Of(Requests.Id, JobStatus.Exited)));
        _notifier.Tell(new Describe(Meta(new NotificationSettings { NotifyCommand = "third", NotifyFile = "f" })));
        _notifier.Tell(new OutputEnded());
        var told = Next<Effects.Told>();
        Assert.Equal("second", told.Target);
        Parent.ExpectNoMsg(TimeSpan.Zero);
        told.Done.SetResult(SinkOutcome.Told);
        Parent.ExpectMsg<AllDelivered>();
        Next<Effects.OutboxClosed>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_search_the_output_also_when_its_end_is_heard_of_first(bool endFirst)
    {
        using var scratch = new Scratch();
        Store.Root = scratch.Path;
        scratch.Write($"{Requests.Id}/stdout.log", "x1\nx2");
        Outbox.Callers[Requests.Id] = Requests.Caller;
        Outbox.Cursors[Requests.Id] = new MatchCursor(0, 0);
        if (endFirst) _notifier.Tell(new OutputEnded());
        _notifier.Tell(new Describe(Meta(new NotificationSettings { OnOutputMatch = new OutputMatchRule { Pattern = "x", File = "f" } })));
        _notifier.Tell(new Publish(States.Of(Requests.Id, JobStatus.Exited)));
        _notifier.Tell(new OutputEnded());
        for (var i = 1; i <= 2; i++)
        {
            Witness.ExpectMsg<Effects.Told>().Done.SetResult(SinkOutcome.Told);
            Assert.Equal($"x{i}", Witness.ExpectMsg<Effects.MatchRecorded>().Event.Line);
        }

        Parent.ExpectMsg<AllDelivered>();
        Next<Effects.OutboxClosed>();
    }

    [Fact]
    public void Should_search_nothing_for_a_rule_that_comes_after_the_end_of_the_output()
    {
        Outbox.Callers[Requests.Id] = Requests.Caller;
        _notifier.Tell(new Describe(States.Meta(Requests.Id)));
        _notifier.Tell(new OutputEnded());
        _notifier.Tell(new Describe(Meta(new NotificationSettings { OnOutputMatch = new OutputMatchRule { Pattern = "x", File = "f" } })));
        _notifier.Tell(new Publish(States.Of(Requests.Id, JobStatus.Exited)));
        Parent.ExpectMsg<AllDelivered>();
        Witness.ExpectMsg<Effects.OutboxClosed>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    private static JobMeta Meta(NotificationSettings settings) => States.Meta(Requests.Id) with { Notification = settings };

    private void Ask(string id, Until until, int patienceMs) => _notifier.Tell(new Watch(id, TestActor, until, TimeSpan.FromMilliseconds(patienceMs)));
}
