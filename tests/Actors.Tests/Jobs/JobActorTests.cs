using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>One job's life: disk first, then the answer, and never a command twice.</summary>
public sealed class JobActorTests : ActorTest
{
    [Fact]
    public void Should_answer_a_run_only_when_it_is_on_disk()
    {
        var job = NewJob();
        var run = Requests.Run();
        // On the job's thread, before disk has it: whoever was told by then would have answered.
        var early = false;
        Store.BeforeWrite = _ =>
        {
            Drain(Child(job, "notifier"));
            early |= HasMessages;
        };
        job.Tell(run, TestActor);
        Assert.Equal(run.Command, Witness.ExpectMsg<Effects.Created>().Meta.Command);
        var link = Witness.ExpectMsg<Effects.Launched>().Link;
        ExpectNoMsg(TimeSpan.Zero);
        link.Started(pid: 42, ticks: 5);
        var wrote = Witness.ExpectMsg<Effects.Wrote>().State;
        var reply = ExpectMsg<JobReply>();
        Assert.Equal((42, 5L, JobStatus.Running), (wrote.Pid, wrote.PidStartTicks, wrote.Job.Status));
        Assert.Equal((run.RequestId, wrote), (reply.RequestId, reply.State));
        Assert.False(early);
    }

    [Fact]
    public void Should_answer_a_run_at_once_when_its_end_is_seen()
    {
        var (_, link) = RunningJob(Requests.Run(observeMs: 10_000));
        ExpectNoMsg(TimeSpan.Zero);
        link.Exited(States.Exit with { OutputComplete = false });
        link.Settled(States.Exit);
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
    }

    [Fact]
    public void Should_answer_an_observed_run_with_running_at_the_end_of_its_window()
    {
        var (job, _) = RunningJob(Requests.Run(observeMs: 10_000));
        Drain(job, Child(job, "notifier"));
        Scheduler.Advance(TimeSpan.FromMilliseconds(9_999));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
    }

    [Fact]
    public void Should_not_end_on_the_exit_of_the_root_alone()
    {
        var (job, link) = RunningJob();
        link.Exited(States.Exit);
        Drain(Child(job, "process"), job);
        Assert.Equal(JobStatus.Running, Store.States[Requests.Id].Job.Status);
    }

    [Fact]
    public void Should_end_once_and_tell_everybody()
    {
        var (job, link) = RunningJob();
        var askers = Enumerable.Range(0, 5).Select(_ => CreateTestProbe()).ToArray();
        foreach (var asker in askers) job.Tell(Requests.Wait(), asker);
        job.Tell(Requests.Kill(waitMs: 2000), askers[0]);
        Next<Effects.Wrote>();
        Next<Effects.Sent>();
        link.Settled(States.Killed);
        link.Settled(States.Killed);
        var end = Witness.ExpectMsg<Effects.Wrote>().State;
        Assert.Equal((JobStatus.Killed, EndReason.Killed, "15"), (end.Job.Status, end.Reason, end.Result.Signal));
        foreach (var asker in askers) Assert.Equal(end, asker.ExpectMsg<JobReply>().State);
        askers[0].ExpectMsg<JobReply>();
        Told<JobProtocol.Ended>();
        Drain(Child(job, "process"), job);
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_only_complete_its_output_after_its_end()
    {
        var (job, link) = RunningJob();
        link.Settled(States.Exit with { OutputComplete = false });
        var end = Next<Effects.Wrote>().State;
        link.Settled(States.Exit with { ExitCode = 99 });
        var complete = Next<Effects.Wrote>().State;
        Assert.Equal(end with { OutputComplete = true, UpdatedAt = complete.UpdatedAt }, complete);
        Keepers.Listens = false;
        Keepers.Sign = KeeperSignEnded;
        Store.Exits[Requests.Id] = States.Exit;
        link.Close();
        Told<JobProtocol.Retire>();
        Drain(job);
        Assert.Equal(complete, Store.States[Requests.Id]);
    }

    [Fact]
    public void Should_record_a_kill_before_it_is_sent()
    {
        var (job, _) = RunningJob();
        var process = Child(job, "process");
        var early = false;
        Store.BeforeWrite = _ =>
        {
            Drain(process);
            early |= Witness.HasMessages;
        };
        job.Tell(Requests.Kill(signal: 2), TestActor);
        Assert.Equal("INT", Witness.ExpectMsg<Effects.Wrote>().State.KillRequested);
        Assert.Equal(new SignalOrder(2, SignalCause.Kill), Witness.ExpectMsg<Effects.Sent>().Order);
        Assert.Equal("INT", ExpectMsg<JobReply>().State.KillRequested);
        Assert.False(early);
    }

    [Fact]
    public void Should_send_an_early_kill_after_the_start()
    {
        var job = NewJob();
        job.Tell(Requests.Run(), CreateTestProbe());
        var link = Next<Effects.Launched>().Link;
        job.Tell(Requests.Kill(), TestActor);
        Drain(job, Child(job, "process"));
        Witness.ExpectNoMsg(TimeSpan.Zero);
        ExpectNoMsg(TimeSpan.Zero);
        link.Started();
        Assert.Null(Witness.ExpectMsg<Effects.Wrote>().State.KillRequested);
        Assert.Equal("TERM", Witness.ExpectMsg<Effects.Wrote>().State.KillRequested);
        Next<Effects.Sent>();
        Assert.Equal(("TERM", JobStatus.Running), (ExpectMsg<JobReply>().State.KillRequested, Store.States[Requests.Id].Job.Status));
    }

    [Fact]
    public void Should_answer_a_waiting_kill_when_its_time_is_over()
    {
        var (job, _) = RunningJob();
        job.Tell(Requests.Kill(waitMs: 2000), TestActor);
        Next<Effects.Sent>();
        Drain(job, Child(job, "notifier"));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(2000));
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
    }

    [Fact]
    public void Should_answer_a_kill_when_the_keeper_dies_of_it_too()
    {
        var (job, link) = RunningJob();
        link.IsDead = true;
        job.Tell(Requests.Kill(waitMs: 2000), TestActor);
        Drain(job, Child(job, "process"));
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSignEnded);
        link.Close();
        Assert.Equal(EndReason.Lost, ExpectMsg<JobReply>().State.Reason);
    }

    [Fact]
    public void Should_change_nothing_by_a_kill_after_the_end()
    {
        var (job, link) = RunningJob();
        link.Settled(States.Exit);
        var end = Next<Effects.Wrote>().State;
        job.Tell(Requests.Kill(), TestActor);
        Assert.Equal(end, ExpectMsg<JobReply>().State);
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_fail_when_no_keeper_starts()
    {
        Keepers.LaunchError = new IOException("fork: no memory");
        NewJob().Tell(Requests.Run(), TestActor);
        var state = ExpectMsg<JobReply>().State;
        Assert.Equal((JobStatus.Failed, EndReason.LaunchFailed), (state.Job.Status, state.Reason));
        Assert.Contains("fork: no memory", state.Error, StringComparison.Ordinal);
        Told<JobProtocol.Retire>();
    }

    [Fact]
    public void Should_fail_without_its_env_file_and_start_nothing()
    {
        NewJob().Tell(Requests.Run() with { EnvFiles = [new EnvFileText("A=1", null), new EnvFileText(null, "env file missing.env: no such file")] }, TestActor);
        var state = ExpectMsg<JobReply>().State;
        Assert.Equal((JobStatus.Failed, EndReason.LaunchFailed), (state.Job.Status, state.Reason));
        Assert.Contains("missing.env", state.Error, StringComparison.Ordinal);
        Told<JobProtocol.Retire>();
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_refuse_when_its_directory_cannot_be_made()
    {
        Store.CreateError = "no space left";
        var run = Requests.Run();
        NewJob().Tell(run, TestActor);
        var refusal = ExpectMsg<ErrorReply>();
        Assert.Equal(("internal_error", run.RequestId), (refusal.Error.Code, refusal.RequestId));
        Assert.Contains("no space left", refusal.Error.Message, StringComparison.Ordinal);
        Told<JobProtocol.Retire>();
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_fail_when_its_keeper_says_nothing()
    {
        var job = NewJob();
        job.Tell(Requests.Run(), TestActor);
        Next<Effects.Launched>();
        Drain(Child(job, "process"));
        Scheduler.Advance(Settings.LaunchTimeout);
        Assert.Equal(EndReason.LaunchFailed, ExpectMsg<JobReply>().State.Reason);
    }

    [Fact]
    public void Should_be_lost_with_a_keeper_that_left_no_record()
    {
        var (job, link) = RunningJob();
        job.Tell(Requests.Wait(), TestActor);
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSignEnded);
        link.Close();
        Assert.Equal((7, 99L), (Next<Effects.KilledOrphans>().State is var orphan ? orphan.Pid : null, orphan.PidStartTicks));
        var state = ExpectMsg<JobReply>().State;
        Assert.Equal((JobStatus.Failed, EndReason.Lost), (state.Job.Status, state.Reason));
    }

    [Fact]
    public void Should_tell_the_end_that_was_seen_though_its_keeper_left_no_record()
    {
        Keepers.Sight = (true, new WaitStatus(7 << 8), TimeSpan.FromSeconds(1));
        var (job, link) = RunningJob();
        job.Tell(Requests.Wait(), TestActor);
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSignEnded);
        link.Close();
        var state = ExpectMsg<JobReply>().State;
        Assert.Equal((JobStatus.Exited, EndReason.Exited, 7), (state.Job.Status, state.Reason, state.Result.ExitCode));
        Assert.Equal((true, false, null), (state.KeeperLost, state.OutputComplete, state.PeakMemoryBytes));
        while (Witness.HasMessages) Assert.IsNotType<Effects.KilledOrphans>(Witness.ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void Should_find_its_keeper_again_when_the_link_breaks()
    {
        var (job, link) = RunningJob();
        Keepers.Listens = false;
        link.Close();
        Next<Effects.NotFound>();
        Drain(Child(job, "process"));
        Keepers.Listens = true;
        Scheduler.Advance(TimeSpan.FromMilliseconds(20));
        var again = Next<Effects.Adopted>().Link;
        // What the broken conversation still says is not heard.
        link.Settled(States.Exit with { ExitCode = 99 });
        again.Started();
        again.Settled(States.Exit);
        Assert.Equal(3, Next<Effects.Wrote>().State.Result.ExitCode);
        Assert.Equal(1, Keepers.Launches);
    }

    [Fact]
    public void Should_touch_updated_at_as_often_as_asked()
    {
        var (job, link) = RunningJob(Requests.Run() with { ProgressEveryMs = 60_000 });
        var before = ExpectMsg<JobReply>().State;
        Scheduler.Advance(TimeSpan.FromSeconds(60));
        var first = Next<Effects.Wrote>().State;
        Scheduler.Advance(TimeSpan.FromSeconds(60));
        var second = Next<Effects.Wrote>().State;
        Assert.Equal(before, second with { UpdatedAt = before.UpdatedAt });
        Assert.Equal(60, (Timestamp.TryParse(second.UpdatedAt) - Timestamp.TryParse(first.UpdatedAt))!.Value.TotalSeconds);
        link.Settled(States.Exit);
        Next<Effects.Wrote>();
        Drain(job);
        Scheduler.Advance(TimeSpan.FromHours(1));
        Drain(job);
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_tell_nobody_before_a_failed_write_succeeds()
    {
        var (job, link) = RunningJob();
        job.Tell(Requests.Wait(), TestActor);
        Drain(job);
        Store.RefuseWrites(2);
        link.Settled(States.Exit);
        Next<Effects.WriteRefused>();
        Drain(job, Child(job, "notifier"));
        ExpectNoMsg(TimeSpan.Zero);
        Parent.FishForMessage(message => message is JobProtocol.Recovered, Patience.Limit);
        Parent.ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Next<Effects.WriteRefused>();
        Drain(job);
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
        Told<JobProtocol.Ended>();
    }

    [Fact]
    public void Should_leave_when_told_unless_somebody_asks()
    {
        var (job, _) = RunningJob();
        Watch(job);
        job.Tell(Requests.Wait(timeoutMs: 1000), TestActor);
        job.Tell(new JobProtocol.Leave());
        Told<JobProtocol.Stays>();
        Drain(job, Child(job, "notifier"));
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg<JobReply>();
        Drain(job);
        job.Tell(new JobProtocol.Leave());
        ExpectTerminated(job);
    }

    private const AgentExec.Actors.Processes.KeeperSign KeeperSignEnded = AgentExec.Actors.Processes.KeeperSign.Ended;
}
