using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
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

    private void Ask(string id, Until until, int patienceMs) => _notifier.Tell(new Watch(id, TestActor, until, TimeSpan.FromMilliseconds(patienceMs)));
}
