using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Processes;

/// <summary>A17: a keeper holds its lock and nobody can connect to it.</summary>
public sealed class UnreachableKeeperTests : ActorTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_signal_by_the_recorded_identity(bool tree)
    {
        var job = Unreachable();
        var kill = Requests.Kill() with { Tree = tree };
        job.Tell(kill, TestActor);
        TryOften(job);
        if (tree) Assert.Equal(15, Next<Effects.SignalledFamily>().Signal);
        else Assert.Equal(15, Next<Effects.SignalledForeign>().Signal);
        Assert.Equal(kill.RequestId, ExpectMsg<JobReply>().RequestId);
        Assert.Equal("TERM", Store.States[Requests.Id].KillRequested);
    }

    [Fact]
    public void Should_read_the_record_though_the_lock_is_held()
    {
        var job = Unreachable();
        job.Tell(Requests.Wait(), TestActor);
        TryOften(job);
        Store.Exits[Requests.Id] = States.Exit with { OutputComplete = false };
        Retry(job);
        Assert.Equal((3, false), (ExpectMsg<JobReply>().State.Result.ExitCode, Store.States[Requests.Id].OutputComplete));
        Store.Exits[Requests.Id] = States.Exit;
        Retry(job);
        Told<JobProtocol.Retire>();
        Assert.True(Store.States[Requests.Id].OutputComplete);
    }

    [Fact]
    public void Should_not_believe_a_record_of_a_command_that_lives()
    {
        Keepers.RootAlive = true;
        Store.Exits[Requests.Id] = States.Exit;
        var job = Unreachable();
        TryOften(job);
        Assert.Equal(JobStatus.Running, Store.States[Requests.Id].Job.Status);
    }

    [Fact]
    public void Should_give_orders_to_a_keeper_that_answers_again()
    {
        var job = Unreachable();
        TryOften(job);
        Keepers.Listens = true;
        Scheduler.Advance(KeeperReach.Pause(KeeperReach.PatientAttempts));
        Next<Effects.Adopted>().Link.Started();
        job.Tell(Requests.Kill(), TestActor);
        Assert.Equal(15, Next<Effects.Sent>().Order.Signal);
    }

    private IActorRef Unreachable()
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Running) with { Pid = 7, PidStartTicks = 99, BootId = "b" };
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Alive);
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        Drain(job);
        return job;
    }

    private void TryOften(IActorRef job)
    {
        for (var attempt = 0; attempt < KeeperReach.PatientAttempts; attempt++)
        {
            Drain(job, Child(job, "process"), job);
            Scheduler.Advance(KeeperReach.Pause(attempt));
        }

        Drain(Child(job, "process"), job);
    }

    private void Retry(IActorRef job)
    {
        Scheduler.Advance(KeeperReach.Pause(KeeperReach.PatientAttempts));
        Drain(Child(job, "process"), job);
    }
}
