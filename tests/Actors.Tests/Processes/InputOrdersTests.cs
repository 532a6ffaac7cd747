using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;
using Akka.Actor;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Tests.Processes;

/// <summary>Input reaches the keeper in its order, once it is there, and its sender hears what became of it, whichever keeper's link says so.</summary>
public sealed class InputOrdersTests : ActorTest
{
    [Fact]
    public void Should_hold_input_until_the_command_runs_and_answer_who_ordered_it()
    {
        var (process, link) = Launched();
        var (first, second) = (Order("a"), Order(""));
        process.Tell(new Input(first), TestActor);
        process.Tell(new CloseInput(second), TestActor);
        process.Tell(new Resize(new TerminalSize(80, 24)), TestActor);
        Drain(process);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        link.Started();
        Assert.Equal(80, Next<Effects.Resized>().Size.Columns);
        Assert.Equal((KeeperFrameKind.Input, first.Id), Said());
        Assert.Equal((KeeperFrameKind.CloseInput, second.Id), Said());
        link.Took(first, 1);
        link.Took(second, 0);
        Assert.Equal(new InputTakenFact(first.Id, 1, InputOutcome.Taken), ExpectMsg<InputTaken>().Fact);
        Assert.Equal(second.Id, ExpectMsg<InputTaken>().Fact.Id);
        // Said twice it is answered once.
        link.Took(first, 1);
        Drain(process);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_give_the_keeper_again_what_it_has_not_answered_before_anything_new()
    {
        var (process, link) = Launched();
        link.Started();
        var (first, second, third) = (Order("a"), Order("b"), Order("c"));
        process.Tell(new Input(first), TestActor);
        process.Tell(new Input(second), TestActor);
        Assert.Equal(first.Id, Said().Id);
        Assert.Equal(second.Id, Said().Id);
        link.Took(first, 1);
        Assert.Equal(first.Id, ExpectMsg<InputTaken>().Fact.Id);
        link.Close();
        var found = Next<Effects.Adopted>().Link;
        process.Tell(new Input(third), TestActor);
        Drain(process);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        found.Started();
        Assert.Equal([second.Id, third.Id], [Said().Id, Said().Id]);
        found.Took(second, 1);
        found.Took(third, 1);
        Assert.Equal([second.Id, third.Id], [ExpectMsg<InputTaken>().Fact.Id, ExpectMsg<InputTaken>().Fact.Id]);
    }

    [Fact]
    public void Should_keep_the_order_when_a_link_turns_out_dead()
    {
        var (process, link) = Launched();
        link.Started();
        link.IsDead = true;
        var (first, second) = (Order("a"), Order("b"));
        process.Tell(new Input(first), TestActor);
        Drain(process);
        link.IsDead = false;
        process.Tell(new Input(second), TestActor);
        Drain(process);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        link.Close();
        Next<Effects.Adopted>().Link.Started();
        Assert.Equal([first.Id, second.Id], [Said().Id, Said().Id]);
    }

    [Fact]
    public void Should_say_that_nobody_reads_when_the_keeper_is_lost()
    {
        var (process, link) = Launched();
        link.Started();
        var (open, late) = (Order("a"), Order("b"));
        process.Tell(new Input(open), TestActor);
        _ = Said();
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        link.Close();
        Assert.Equal(new InputTakenFact(open.Id, 0, InputOutcome.Broken), ExpectMsg<InputTaken>().Fact);
        process.Tell(new Input(late), TestActor);
        Assert.Equal(new InputTakenFact(late.Id, 0, InputOutcome.Broken), ExpectMsg<InputTaken>().Fact);
    }

    [Fact]
    public void Should_have_no_input_for_a_job_of_another_program()
    {
        (Keepers.Listens, Keepers.Sign, Keepers.RootAlive) = (false, KeeperSign.Never, true);
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Running) with { Pid = 7, PidStartTicks = 99, BootId = "b" };
        var process = Parent.ChildActorOf(ProcessActor.Props(Requests.Id, Services), "process", SupervisorStrategy.StoppingStrategy);
        process.Tell(new Adopt(Store.States[Requests.Id]));
        var order = Order("a");
        process.Tell(new Input(order), TestActor);
        Assert.Equal(new InputTakenFact(order.Id, 0, InputOutcome.Closed), ExpectMsg<InputTaken>().Fact);
    }

    private (IActorRef Process, FakeLink Link) Launched()
    {
        var process = Parent.ChildActorOf(ProcessActor.Props(Requests.Id, Services), "process", SupervisorStrategy.StoppingStrategy);
        process.Tell(new Launch(LaunchSpec.Order(Requests.Run())));
        return (process, Next<Effects.Launched>().Link);
    }

    private (KeeperFrameKind Kind, Guid Id) Said() => Next<Effects.Fed>() is var fed ? (fed.Kind, fed.Order.Id) : default;

    private static InputOrder Order(string text) => new(Guid.NewGuid(), 1000, SpawnRequest.Bytes(text), []);
}
