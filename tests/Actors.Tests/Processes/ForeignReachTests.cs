using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Processes.ForeignReach;

namespace AgentExec.Actors.Tests.Processes;

/// <summary>Jobs that another program supervises.</summary>
public sealed class ForeignReachTests : ActorTest
{
    [Theory]
    [InlineData(JobStatus.Exited, true, 0, Step.Ended)]
    [InlineData(JobStatus.Exited, false, 5000, Step.Ended)]
    [InlineData(JobStatus.Running, true, 0, Step.LookAgain)]
    [InlineData(JobStatus.Running, false, 0, Step.LookAgain)]
    [InlineData(JobStatus.Running, false, 499, Step.LookAgain)]
    [InlineData(JobStatus.Running, false, 500, Step.Lost)]
    [InlineData(null, true, 0, Step.LookAgain)]
    [InlineData(null, false, 500, Step.Lost)]
    public void Should_decide(JobStatus? status, bool rootAlive, int deadForMs, Step step) =>
        Assert.Equal(step, Decide(status is { } known ? States.Of(Requests.Id, known) : null, rootAlive, TimeSpan.FromMilliseconds(deadForMs)));

    [Fact]
    public void Should_answer_a_wait_with_the_end_that_the_other_program_writes()
    {
        var job = Foreign(alive: true);
        job.Tell(Requests.Wait(), TestActor);
        Scheduler.Advance(LookEvery);
        Drain(job, Child(job, "process"));
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Exited) with { Result = new JobResult { ExitCode = 5 } };
        Scheduler.Advance(LookEvery);
        Assert.Equal(5, ExpectMsg<JobReply>().State.Result.ExitCode);
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_call_it_lost_when_its_process_is_gone_and_nobody_writes_its_end()
    {
        var job = Foreign(alive: false);
        job.Tell(Requests.Wait(), TestActor);
        for (var passed = TimeSpan.Zero; passed <= Grace; passed += LookEvery)
        {
            Drain(job, Child(job, "process"));
            Scheduler.Advance(LookEvery);
        }

        Assert.Equal(EndReason.Lost, ExpectMsg<JobReply>().State.Reason);
    }

    [Fact]
    public void Should_signal_it_and_leave_its_files_to_the_other_program()
    {
        var job = Foreign(alive: true);
        var kill = Requests.Kill(waitMs: 2000, signal: 2);
        job.Tell(kill, TestActor);
        Assert.Equal(2, Next<Effects.SignalledForeign>().Signal);
        Assert.Null(Store.States[Requests.Id].KillRequested);
        Drain(job, Child(job, "process"));
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Killed);
        Scheduler.Advance(LookEvery);
        Assert.Equal((JobStatus.Killed, kill.RequestId), (ExpectMsg<JobReply>() is var reply ? reply.State.Job.Status : default, reply.RequestId));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", "2026-01-01T00:00:01Z", true)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", "2025-12-31T23:59:30Z", true)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", "2025-12-31T23:58:00Z", false)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", "2026-01-01T00:12:00Z", false)]
    [InlineData("unknown", "unknown", "2026-01-01T00:12:00Z", true)]
    public void Should_know_a_pid_that_was_given_to_another_process(string createdAt, string updatedAt, string began, bool canBe) => Assert.Equal(
        canBe,
        ForeignProcess.CanBe(
            States.Of(Requests.Id, JobStatus.Running) with { Job = new JobProgress(Requests.Id, JobStatus.Running, createdAt), UpdatedAt = updatedAt },
            Timestamp.TryParse(began)!.Value));

    private IActorRef Foreign(bool alive)
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Running) with { Pid = 7 };
        (Keepers.Listens, Keepers.Sign, Keepers.RootAlive) = (false, KeeperSign.Never, alive);
        var job = NewJob();
        job.Tell(new JobProtocol.Recover());
        if (alive) Told<JobProtocol.Recovered>();
        else Drain(job);
        return job;
    }
}
