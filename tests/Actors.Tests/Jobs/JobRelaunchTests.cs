using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>A job of which nothing ran yet is started when its caller asks again, once; otherwise it says that nothing ran (fault 2).</summary>
public sealed class JobRelaunchTests : ActorTest
{
    public JobRelaunchTests()
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.NeverOrdered);
    }

    [Theory]
    [InlineData(KeeperSign.Never)]
    [InlineData(KeeperSign.NeverOrdered)]
    public void Should_start_what_a_dead_host_only_described_when_its_caller_asks_again(KeeperSign sign)
    {
        Keepers.Sign = sign;
        Outbox.Callers[Requests.Id] = Requests.Caller;
        var job = Recovered();
        job.Tell(Requests.Run(), TestActor);
        Next<Effects.Launched>().Link.Started();
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
        Scheduler.Advance(Settings.RelaunchWindow);
        Drain(job);
        Assert.False(Store.States[Requests.Id].IsTerminal);
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_start_what_was_asked_for_again_before_it_was_clear_that_nothing_ran()
    {
        Keepers.Sign = KeeperSign.Alive;
        Outbox.Callers[Requests.Id] = Requests.Caller;
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        Next<Effects.NotFound>();
        job.Tell(Requests.Run(), TestActor);
        // It looks again by a timer that its process sets only now.
        Drain(job, Child(job, "process"));
        Keepers.Sign = KeeperSign.NeverOrdered;
        Scheduler.Advance(TimeSpan.FromMilliseconds(20));
        Next<Effects.Launched>().Link.Started();
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_say_that_nothing_ran_when_nobody_asks_again()
    {
        var job = Recovered();
        job.Tell(Requests.Wait(), TestActor);
        Scheduler.Advance(Settings.RelaunchWindow);
        var state = ExpectMsg<JobReply>().State;
        Assert.Equal((JobStatus.Failed, EndReason.LaunchFailed, JobLaunch.NothingRan), (state.Job.Status, state.Reason, state.Error));
        job.Tell(Requests.Run(), TestActor);
        Assert.True(ExpectMsg<JobReply>().State.IsTerminal);
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_be_lost_when_its_state_names_a_process()
    {
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Running) with { Pid = 7 };
        Outbox.Callers[Requests.Id] = Requests.Caller;
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        Assert.Equal(EndReason.Lost, Next<Effects.Wrote>().State.Reason);
    }

    [Fact]
    public void Should_start_another_keeper_for_one_that_died_before_it_took_the_order()
    {
        Store.Metas.Clear();
        var job = NewJob();
        job.Tell(Requests.Run(), TestActor);
        Next<Effects.Launched>().Link.Close();
        Next<Effects.Launched>().Link.Started();
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
    }

    [Fact]
    public void Should_give_up_when_keepers_go_on_dying_before_they_take_the_order()
    {
        Store.Metas.Clear();
        var job = NewJob();
        job.Tell(Requests.Run(), TestActor);
        for (var i = 0; i < 3; i++) Next<Effects.Launched>().Link.Close();
        Assert.Equal(EndReason.LaunchFailed, ExpectMsg<JobReply>().State.Reason);
        Assert.Equal(3, Keepers.Launches);
    }

    private IActorRef Recovered()
    {
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        Told<JobProtocol.Recovered>();
        return job;
    }
}
