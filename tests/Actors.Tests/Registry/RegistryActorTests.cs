using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Registry;

public sealed class RegistryActorTests : ActorTest
{
    private const string Other = "01M81M2XMPDE2MTY31S75VTQC5";

    [Fact]
    public void Should_never_launch_a_repeated_request_twice()
    {
        var registry = NewRegistry();
        var run = Requests.Run();
        registry.Tell(run, TestActor);
        var link = Next<Effects.Launched>().Link;
        registry.Tell(run, TestActor);
        link.Started();
        // One question, asked twice by one asker, is answered at least once, and with the same.
        Assert.Equal(run.RequestId, ExpectMsg<JobReply>().RequestId);
        var late = CreateTestProbe();
        registry.Tell(run, late);
        Assert.Equal(7, late.ExpectMsg<JobReply>().State.Pid);
        End(registry, link);
        var last = CreateTestProbe();
        registry.Tell(run, last);
        Assert.Equal((JobStatus.Exited, 1), (last.ExpectMsg<JobReply>().State.Job.Status, Keepers.Launches));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    [InlineData("not an id")]
    [InlineData("01m81m2xmpde2mty31s75vtqc4")]
    [InlineData("catalog")]
    public void Should_refuse_to_run_what_is_no_id(string id)
    {
        NewRegistry().Tell(Requests.Run() with { JobId = id }, TestActor);
        Assert.Equal("invalid_request", ExpectMsg<ErrorReply>().Error.Code);
        Assert.Empty(Store.Metas);
    }

    [Fact]
    public void Should_refuse_a_run_without_a_command_or_a_wrapper()
    {
        var registry = NewRegistry();
        registry.Tell(Requests.Run() with { Command = [] }, TestActor);
        Assert.Equal("invalid_request", ExpectMsg<ErrorReply>().Error.Code);
        registry.Tell(Requests.Run() with { ShellWrapper = [] }, TestActor);
        Assert.Equal("invalid_request", ExpectMsg<ErrorReply>().Error.Code);
        Assert.Empty(Store.Metas);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData(".host")]
    public void Should_not_find_what_is_not_there(string id)
    {
        var registry = NewRegistry();
        Request[] requests =
        [
            new StatusRequest { JobId = id }, new WaitRequest { JobId = id, TimeoutMs = 1 }, new KillRequest { JobId = id, Signal = 15, WaitMs = 0 },
        ];
        foreach (var request in requests)
        {
            registry.Tell(request, TestActor);
            var refusal = ExpectMsg<ErrorReply>();
            Assert.Equal(("job_not_found", $"job not found: {id}", request.RequestId), (refusal.Error.Code, refusal.Error.Message, refusal.RequestId));
        }
    }

    [Fact]
    public void Should_let_requests_wait_until_every_unfinished_job_was_looked_at()
    {
        AddRunning(Requests.Id);
        AddRunning(Other);
        Add(States.Of("done", JobStatus.Exited));
        var registry = NewRegistry();
        var links = new[] { Next<Effects.Adopted>(), Next<Effects.Adopted>() };
        registry.Tell(new StatusRequest { JobId = "done" }, TestActor);
        links[0].Link.Started();
        Drain(registry);
        ExpectNoMsg(TimeSpan.Zero);
        links[1].Link.Started();
        Assert.Equal(JobStatus.Exited, ExpectMsg<JobReply>().State.Job.Status);
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_not_wait_longer_than_the_recovery_time_for_a_keeper_that_hangs()
    {
        AddRunning(Requests.Id);
        var registry = NewRegistry();
        Next<Effects.Adopted>();
        registry.Tell(Requests.Status(), TestActor);
        Drain(registry);
        Scheduler.Advance(Settings.RecoveryTimeout - TimeSpan.FromMilliseconds(1));
        Drain(registry);
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>().State.Job.Status);
    }

    [Fact]
    public void Should_find_the_truth_about_jobs_whose_keeper_is_gone()
    {
        AddRunning(Requests.Id);
        AddRunning(Other);
        Store.Exits[Other] = States.Exit;
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        var registry = NewRegistry();
        registry.Tell(Requests.Status(), TestActor);
        Assert.Equal(EndReason.Lost, ExpectMsg<JobReply>().State.Reason);
        registry.Tell(new StatusRequest { JobId = Other }, TestActor);
        Assert.Equal(3, ExpectMsg<JobReply>().State.Result.ExitCode);
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_recover_a_job_whose_first_state_was_never_written()
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Outbox.Callers[Requests.Id] = LaunchSpec.CallerOf(Requests.Run());
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        NewRegistry().Tell(Requests.Status(), TestActor);
        Assert.Equal((EndReason.Lost, 0), (ExpectMsg<JobReply>().State.Reason, Keepers.Launches));
    }

    [Fact]
    public void Should_answer_from_disk_when_a_job_has_retired()
    {
        var registry = NewRegistry();
        registry.Tell(Requests.Run(), TestActor);
        var link = Next<Effects.Launched>().Link;
        link.Started();
        ExpectMsg<JobReply>();
        registry.Tell(new RegistryProtocol.CountRunning(), TestActor);
        Assert.Equal(1, ExpectMsg<RegistryProtocol.Running>().Jobs);
        End(registry, link);
        registry.Tell(new RegistryProtocol.CountRunning(), TestActor);
        Assert.Equal(0, ExpectMsg<RegistryProtocol.Running>().Jobs);
        // Whatever disk says now is the answer: nobody holds another opinion.
        Store.States[Requests.Id] = Store.States[Requests.Id] with { Result = new JobResult { ExitCode = 77 } };
        foreach (var request in new Request[] { Requests.Status(), Requests.Wait(), Requests.Kill() })
        {
            registry.Tell(request, TestActor);
            Assert.Equal((77, request.RequestId), (ExpectMsg<JobReply>() is var reply ? reply.State.Result.ExitCode : null, reply.RequestId));
        }
    }

    [Fact]
    public void Should_serve_a_running_foreign_job_that_is_about_to_leave()
    {
        AddRunning(Requests.Id);
        (Keepers.Listens, Keepers.Sign, Keepers.RootAlive) = (false, KeeperSign.Never, true);
        var registry = NewRegistry();
        Next<Effects.NotFound>();
        for (var i = 0; i < 200; i++)
        {
            registry.Tell(new JobProtocol.Retire(Requests.Id));
            registry.Tell(Requests.Status(), TestActor);
        }

        for (var i = 0; i < 200; i++) Assert.Equal(JobStatus.Running, ExpectMsg<JobReply>(Patience.Limit).State.Job.Status);
    }

    [Fact]
    public void Should_refuse_what_cannot_be_read()
    {
        Store.BeforeWrite = null;
        var registry = NewRegistry();
        Drain(registry);
        Store.Metas["name with space"] = States.Meta("name with space");
        registry.Tell(new StatusRequest { JobId = "name with space" }, TestActor);
        Assert.Equal("internal_error", ExpectMsg<ErrorReply>().Error.Code);
    }

    [Fact]
    public void Should_rebuild_a_failing_job_without_running_it_again()
    {
        var registry = NewRegistry();
        registry.Tell(Requests.Run(), TestActor);
        Next<Effects.Launched>().Link.Started();
        ExpectMsg<JobReply>();
        Fail(Child(registry, Requests.Id));
        var again = Next<Effects.Adopted>().Link;
        registry.Tell(Requests.Wait(), TestActor);
        again.Started();
        again.Settled(States.Exit);
        Assert.Equal((3, 1), (ExpectMsg<JobReply>().State.Result.ExitCode, Keepers.Launches));
    }

    [Fact]
    public void Should_list_what_is_on_disk()
    {
        Add(States.Of("A", JobStatus.Exited));
        Add(States.Of("B", JobStatus.Failed));
        var request = new ListRequest { State = JobStatus.Failed };
        NewRegistry().Tell(request, TestActor);
        var reply = ExpectMsg<ListReply>();
        Assert.Equal(("B", request.RequestId), (reply.Jobs.Single().JobId, reply.RequestId));
    }

    private IActorRef NewRegistry() => Sys.ActorOf(RegistryActor.Props(Services), "jobs");

    private void AddRunning(string id) => Add(States.Of(id, JobStatus.Running) with { Pid = 7, PidStartTicks = 99, BootId = "b" });

    private void Add(JobState state)
    {
        Store.Metas[state.Job.Id] = States.Meta(state.Job.Id);
        Store.States[state.Job.Id] = state;
    }

    // The job ends, its keeper goes, and its actor with it.
    private void End(IActorRef registry, FakeLink link)
    {
        var job = Child(registry, Requests.Id);
        Watch(job);
        link.Settled(States.Exit);
        Next<Effects.Wrote>();
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        Store.Exits[Requests.Id] = States.Exit;
        link.Close();
        FishForMessage(message => message is Terminated, Patience.Limit);
        Drain(registry);
    }
}
