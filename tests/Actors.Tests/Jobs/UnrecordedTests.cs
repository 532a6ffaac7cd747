using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>While a state cannot be written, askers are told what disk says and that it does not say all (fault 12).</summary>
public sealed class UnrecordedTests : ActorTest
{
    [Fact]
    public void Should_tell_the_last_recorded_state_and_why_there_is_no_newer_one()
    {
        var (job, link) = RunningJob();
        Store.RefuseWrites(int.MaxValue);
        link.Settled(States.Exit);
        Next<Effects.WriteRefused>();
        job.Tell(Requests.Status(), TestActor);
        var reply = ExpectMsg<JobReply>();
        Assert.Equal((JobStatus.Running, "no space left"), (reply.State.Job.Status, reply.Unrecorded));
        Store.RefuseWrites(0);
        Drain(job);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Next<Effects.Wrote>();
        job.Tell(Requests.Status(), TestActor);
        reply = ExpectMsg<JobReply>();
        Assert.Equal((JobStatus.Exited, null), (reply.State.Job.Status, reply.Unrecorded));
    }

    [Fact]
    public void Should_answer_a_wait_when_its_patience_is_over_and_not_before()
    {
        var (job, link) = RunningJob();
        job.Tell(Requests.Wait(timeoutMs: 500), TestActor);
        Drain(job);
        Store.RefuseWrites(int.MaxValue);
        link.Settled(States.Exit);
        Next<Effects.WriteRefused>();
        Drain(job, Child(job, "notifier"));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(500));
        var reply = ExpectMsg<JobReply>();
        Assert.Equal((JobStatus.Running, "no space left"), (reply.State.Job.Status, reply.Unrecorded));
    }

    [Fact]
    public void Should_tell_those_followers_that_want_to_know_and_only_them()
    {
        var (job, link) = RunningJob();
        var (other, late) = (CreateTestProbe(), CreateTestProbe());
        Follow(job, TestActor, alsoUnrecorded: true);
        Follow(job, other, alsoUnrecorded: false);
        Assert.Null(ExpectMsg<JobReply>().Unrecorded);
        other.ExpectMsg<JobReply>();
        Store.RefuseWrites(int.MaxValue);
        link.Settled(States.Exit);
        Next<Effects.WriteRefused>();
        var reply = ExpectMsg<JobReply>();
        Assert.Equal((JobStatus.Running, "no space left"), (reply.State.Job.Status, reply.Unrecorded));
        Follow(job, late, alsoUnrecorded: true);
        Assert.Equal("no space left", late.ExpectMsg<JobReply>().Unrecorded);
        Store.RefuseWrites(0);
        Drain(job);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        foreach (var told in (JobReply[])[ExpectMsg<JobReply>(), other.ExpectMsg<JobReply>()])
            Assert.Equal((JobStatus.Exited, null), (told.State.Job.Status, told.Unrecorded));
    }

    [Fact]
    public void Should_answer_a_run_by_its_description_when_no_state_was_ever_written()
    {
        var job = NewJob();
        Store.RefuseWrites(int.MaxValue);
        job.Tell(Requests.Run(), TestActor);
        Next<Effects.Created>();
        Next<Effects.Launched>().Link.Started();
        var reply = ExpectMsg<JobReply>();
        Assert.Equal((JobStatus.Running, null, "no space left"), (reply.State.Job.Status, reply.State.Pid, reply.Unrecorded));
    }

    private static void Follow(IActorRef job, IActorRef follower, bool alsoUnrecorded) =>
        job.Tell(new FollowProtocol.Follow { JobId = Requests.Id, Wants = FollowProtocol.Wants.States, AlsoUnrecorded = alsoUnrecorded }, follower);
}
