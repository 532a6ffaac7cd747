using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Processes;

/// <summary>A keeper that lives and says nothing to a host that found it is asked again; what waited for its word is done then.</summary>
public sealed class SilentKeeperTests : ActorTest
{
    [Fact]
    public void Should_connect_again_to_a_keeper_that_says_nothing()
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Running) with { Pid = 7, PidStartTicks = 99, BootId = "b" };
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        Next<Effects.Adopted>();
        job.Tell(Requests.Kill(), TestActor);
        Drain(job);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Next<Effects.Adopted>().Link.Started();
        Assert.Equal(15, Next<Effects.Sent>().Order.Signal);
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
        // It has spoken: nobody connects once more.
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        Drain(job, Child(job, "process"));
        Assert.Equal(0, Keepers.Launches);
    }

    /// <summary>It may have let go of its oldest host, or of one that did not read.</summary>
    [Fact]
    public void Should_signal_again_when_a_keeper_that_dropped_the_link_is_found_again()
    {
        var (job, link) = RunningJob();
        link.IsDead = true;
        job.Tell(Requests.Kill(waitMs: 2000), TestActor);
        Drain(job, Child(job, "process"));
        link.Close();
        var found = Next<Effects.Adopted>().Link;
        Witness.ExpectNoMsg(TimeSpan.Zero);
        found.Started();
        Assert.Equal(15, Next<Effects.Sent>().Order.Signal);
        found.Settled(States.Exit);
        Assert.Equal(JobStatus.Exited, ExpectMsg<JobReply>().State.Job.Status);
    }
}
