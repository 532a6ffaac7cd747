using AgentExec.Actors.Tests.World;
using AgentExec.Actors.Timeouts;
using Akka.Actor;
using static AgentExec.Actors.Timeouts.TimeoutProtocol;

namespace AgentExec.Actors.Tests.Timeouts;

public sealed class TimeoutActorTests : ActorTest
{
    [Fact]
    public void Should_ask_to_be_armed_and_take_its_steps_in_time()
    {
        var timeout = Parent.ChildActorOf(TimeoutActor.Props(TimeSpan.FromSeconds(2)));
        Parent.ExpectMsg<Ready>();
        timeout.Tell(new Arm(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)));
        Drain(timeout);
        Scheduler.Advance(TimeSpan.FromSeconds(13));
        Assert.Equal(TimeoutLadder.Step.AskKeeper, Parent.ExpectMsg<Overdue>().Step);
        Drain(timeout);
        Parent.ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeoutLadder.Step.KillDirectly, Parent.ExpectMsg<Overdue>().Step);
    }

    [Fact]
    public void Should_look_again_at_a_deadline_beyond_the_reach_of_timers()
    {
        var timeout = Parent.ChildActorOf(TimeoutActor.Props(TimeSpan.FromSeconds(2)));
        Parent.ExpectMsg<Ready>();
        timeout.Tell(new Arm(TimeSpan.FromDays(100), TimeSpan.Zero));
        Drain(timeout);
        Scheduler.Advance(TimeSpan.FromDays(40));
        Parent.ExpectMsg<Ready>();
    }
}
