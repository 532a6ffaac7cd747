using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>Whoever types into a job hears what became of it, once, whichever of the job's actors fails meanwhile.</summary>
public sealed class JobInputTests : ActorTest
{
    private IActorRef _job = ActorRefs.Nobody;

    [Fact]
    public void Should_order_open_input_again_of_a_keeper_when_the_owner_of_the_process_fails()
    {
        var link = Begin();
        var (answered, open, closing) = (Order("a"), Order("b"), Order(""));
        Feed(new Input(answered));
        Feed(new Input(open));
        Feed(new CloseInput(closing));
        Feed(new Resize(new TerminalSize(90, 30)));
        Assert.Equal([answered.Id, open.Id, closing.Id], [Said(), Said(), Said()]);
        link.Took(answered, 1);
        Assert.Equal(answered.Id, ExpectMsg<InputTaken>().Fact.Id);
        Fail(Child(_job, "process"));
        var again = Next<Effects.Adopted>().Link;
        again.Started();
        Assert.Equal(90, Next<Effects.Resized>().Size.Columns);
        Assert.Equal([open.Id, closing.Id], [Said(), Said()]);
        again.Took(open, 1);
        again.Took(closing, 0);
        Assert.Equal([open.Id, closing.Id], [ExpectMsg<InputTaken>().Fact.Id, ExpectMsg<InputTaken>().Fact.Id]);
        again.Took(open, 1);
        Drain(Child(_job, "process"), _job);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_lose_no_input_that_comes_between_two_owners_of_the_process()
    {
        _ = Begin();
        Fail(Child(_job, "process"));
        Next<Effects.Adopted>().Link.Started();
        // The second time its successor waits a moment.
        var process = Child(_job, "process");
        Watch(process);
        Fail(process);
        ExpectTerminated(process);
        Drain(_job);
        var order = Order("a");
        Feed(new Input(order));
        Drain(_job);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(Settings.ChildBackoffMax);
        var link = Next<Effects.Adopted>().Link;
        link.Started();
        Assert.Equal(order.Id, Said());
        link.Took(order, 1);
        Assert.Equal(new InputTakenFact(order.Id, 1, InputOutcome.Taken), ExpectMsg<InputTaken>().Fact);
    }

    [Fact]
    public void Should_order_open_input_again_when_the_job_itself_fails()
    {
        _ = Begin();
        var order = Order("a");
        Feed(new Input(order));
        Assert.Equal(order.Id, Said());
        Fail(_job);
        var link = Next<Effects.Adopted>().Link;
        link.Started();
        Assert.Equal(order.Id, Said());
        link.Took(order, 1);
        Assert.Equal(new InputTakenFact(order.Id, 1, InputOutcome.Taken), ExpectMsg<InputTaken>().Fact);
        Drain(_job);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_say_that_nobody_reads_when_the_failed_owner_leaves_no_keeper_to_be_found()
    {
        _ = Begin();
        var order = Order("a");
        Feed(new Input(order));
        Assert.Equal(order.Id, Said());
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        Fail(Child(_job, "process"));
        Assert.Equal(new InputTakenFact(order.Id, 0, InputOutcome.Broken), ExpectMsg<InputTaken>().Fact);
    }

    [Fact]
    public void Should_say_that_nobody_reads_when_the_job_is_given_up_on()
    {
        _ = Begin();
        var order = Order("a");
        Feed(new Input(order));
        Assert.Equal(order.Id, Said());
        Sys.Stop(_job);
        Assert.Equal(new InputTakenFact(order.Id, 0, InputOutcome.Broken), ExpectMsg<InputTaken>().Fact);
    }

    [Fact]
    public void Should_say_the_end_to_who_types_into_a_job_that_has_ended()
    {
        var link = Begin();
        link.Settled(States.Exit);
        _ = Next<Effects.Wrote>();
        Feed(new Input(Order("a")));
        Assert.True(ExpectMsg<JobReply>().State.IsTerminal);
    }

    private FakeLink Begin()
    {
        (_job, var link) = RunningJob();
        return link;
    }

    private void Feed(IInput input) => _job.Tell(new FollowProtocol.Feed { JobId = Requests.Id, Input = input }, TestActor);

    private Guid Said() => Next<Effects.Fed>().Order.Id;

    private static InputOrder Order(string text) => new(Guid.NewGuid(), 1000, SpawnRequest.Bytes(text), []);
}
