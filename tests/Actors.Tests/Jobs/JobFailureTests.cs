using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>Any actor of a job may fail: the command runs once, its end is seen, and askers are answered.</summary>
public sealed class JobFailureTests : ActorTest
{
    [Fact]
    public void Should_adopt_and_never_launch_again_when_the_process_owner_fails()
    {
        var (job, _) = RunningJob();
        Fail(Child(job, "process"));
        var again = Next<Effects.Adopted>().Link;
        again.Started();
        job.Tell(Requests.Wait(), TestActor);
        again.Settled(States.Exit);
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_tell_a_new_process_owner_that_the_keeper_waits_for_everybody_to_be_told()
    {
        var (job, _) = RunningJob(Requests.Run() with { NotifyFile = "f" });
        Fail(Child(job, "process"));
        var again = Next<Effects.Adopted>().Link;
        again.Started();
        Assert.True(Next<Effects.MayWake>().Wanted);
    }

    [Fact]
    public void Should_not_launch_again_when_the_launch_itself_fails_unexpectedly()
    {
        Keepers.LaunchError = new InvalidOperationException("a bug");
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        NewJob().Tell(Requests.Run(), TestActor);
        Assert.Equal(EndReason.Lost, ExpectMsg<JobReply>().State.Reason);
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_adopt_when_the_keeper_talks_nonsense()
    {
        var (_, link) = RunningJob();
        link.Emit(new KeeperFrame(KeeperFrameKind.Settled, "{"u8.ToArray()));
        Next<Effects.Adopted>();
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_ignore_a_fact_of_a_newer_keeper()
    {
        var (job, link) = RunningJob();
        link.Emit(new KeeperFrame((KeeperFrameKind)200, []));
        link.Settled(States.Exit);
        Assert.Equal(JobStatus.Exited, Next<Effects.Wrote>().State.Job.Status);
        Assert.NotNull(job);
    }

    [Fact]
    public void Should_step_in_behind_a_keeper_that_lets_the_time_pass()
    {
        var job = JobWithTimeout(out _);
        Drain(job, Child(job, "timeout"));
        Scheduler.Advance(TimeSpan.FromMinutes(59));
        Drain(job);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMinutes(1) + Settings.OverdueGrace);
        Assert.Equal(new SignalOrder(9, SignalCause.Timeout), Next<Effects.Sent>().Order);
        Scheduler.Advance(Settings.OverdueGrace);
        Assert.Equal(7, Next<Effects.KilledOrphans>().State.Pid);
    }

    [Fact]
    public void Should_arm_the_timeout_again_when_its_actor_fails()
    {
        var job = JobWithTimeout(out _);
        var timeout = Child(job, "timeout");
        Fail(timeout);
        Drain(timeout, job, timeout);
        Scheduler.Advance(TimeSpan.FromHours(1) + Settings.OverdueGrace);
        Assert.Equal(new SignalOrder(9, SignalCause.Timeout), Next<Effects.Sent>().Order);
    }

    [Fact]
    public void Should_forget_the_timeout_at_the_end()
    {
        var job = JobWithTimeout(out var link);
        Drain(job, Child(job, "timeout"));
        link.Settled(States.Exit);
        Next<Effects.Wrote>();
        Drain(job);
        Scheduler.Advance(TimeSpan.FromHours(2));
        Drain(job);
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_answer_open_watches_through_a_new_notifier_after_a_pause()
    {
        var (job, link) = RunningJob();
        job.Tell(Requests.Wait(), TestActor);
        Drain(job);
        var notifier = Child(job, "notifier");
        Watch(notifier);
        Fail(notifier);
        ExpectTerminated(notifier);
        Drain(job);
        link.Settled(States.Exit);
        Next<Effects.Wrote>();
        Drain(job);
        Scheduler.Advance(TimeSpan.FromMilliseconds(99));
        Drain(job);
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
    }

    [Fact]
    public void Should_be_rebuilt_from_its_directory_and_keep_its_askers()
    {
        var (job, _) = RunningJob();
        job.Tell(Requests.Wait(), TestActor);
        Fail(job);
        var again = Next<Effects.Adopted>().Link;
        again.Started();
        again.Settled(States.Exit);
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
        Assert.Equal((1, "2026"), (Keepers.Launches, Store.States[Requests.Id].FinishedAt![..4]));
        Assert.NotEmpty(Store.States[Requests.Id].Job.StartedAt);
    }

    [Fact]
    public void Should_lose_nothing_of_its_state_to_messages_that_waited_while_it_failed()
    {
        var (job, _) = RunningJob();
        var before = Store.States[Requests.Id];
        Fail(job);
        job.Tell(new ProcessProtocol.Settled(States.Exit));
        var end = Next<Effects.Wrote>().State;
        Assert.Equal((before.Job.StartedAt, before.Pid, before.BootId, 3), (end.Job.StartedAt, end.Pid, end.BootId, end.Result.ExitCode));
    }

    [Fact]
    public void Should_not_run_a_repeated_request_again_after_a_failure()
    {
        var run = Requests.Run();
        var (job, _) = RunningJob(run);
        ExpectMsg<JobReply>();
        Fail(job);
        job.Tell(run, TestActor);
        Next<Effects.Adopted>().Link.Started();
        Assert.Equal((JobStatus.Running, 1), (ExpectMsg<JobReply>().State.Job.Status, Keepers.Launches));
    }

    [Fact]
    public void Should_be_rebuilt_when_a_write_fails_unexpectedly()
    {
        var (job, link) = RunningJob();
        var failed = false;
        Store.BeforeWrite = _ =>
        {
            if (failed) return;
            failed = true;
            throw new InvalidOperationException("a bug");
        };
        link.Settled(States.Exit);
        var again = Next<Effects.Adopted>().Link;
        again.Started();
        again.Settled(States.Exit);
        Assert.Equal(JobStatus.Exited, Next<Effects.Wrote>().State.Job.Status);
        Assert.NotNull(job);
    }

    // Started now by the clock since boot, with an hour to go.
    private IActorRef JobWithTimeout(out FakeLink link)
    {
        var job = NewJob();
        job.Tell(Requests.Run() with { TimeoutMs = 3_600_000 }, CreateTestProbe());
        link = Next<Effects.Launched>().Link;
        link.Started(ticks: (long)(BootClock.Now.TotalMilliseconds / 10));
        Next<Effects.Wrote>();
        return job;
    }
}
