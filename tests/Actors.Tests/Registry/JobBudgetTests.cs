using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>New jobs are refused before the descriptors are all used (fault 27).</summary>
public sealed class JobBudgetTests : ActorTest
{
    private const string Other = "01M81M2XMPDE2MTY31S75VTQC5", Third = "01M81M2XMPDE2MTY31S75VTQC6";

    [Theory]
    [InlineData(100, 0, 0, null)]
    [InlineData(100, 9, 9, null)]
    [InlineData(100, 10, 10, "10 jobs run, no more fit into the 100 files")]
    [InlineData(100, 4, 10, "4 jobs run and 6 that have ended are not done with, no more fit into the 100 files")]
    [InlineData(100, 0, 12, "0 jobs run and 12 that have ended are not done with, no more fit into the 100 files")]
    [InlineData(4096, 767, 767, null)]
    [InlineData(4096, 768, 768, "768 jobs run, no more fit into the 4096 files")]
    [InlineData(0, 1_000_000, 1_000_000, null)]
    [InlineData(ulong.MaxValue, 1_000_000, 1_000_000, null)]
    public void Should_refuse_what_does_not_fit(ulong openFiles, int running, int busy, string? message)
    {
        var error = new JobBudget(openFiles).Refusal(running, busy);
        Assert.Equal(message is null, error is null);
        if (error is null) return;
        Assert.Equal(("too_many_jobs", true), (error.Code, error.Retryable));
        Assert.StartsWith(message!, error.Message, StringComparison.Ordinal);
        foreach (var way in (string[])["nothing was started", "wait until jobs have ended", "ulimit -Hn", "host stop"])
            Assert.Contains(way, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_make_nothing_of_a_refused_job_and_begin_it_when_another_is_done()
    {
        var registry = NewRegistry();
        var link = Begin(registry, Requests.Run());
        registry.Tell(Requests.Run() with { JobId = Other }, TestActor);
        Assert.Equal("too_many_jobs", ExpectMsg<ErrorReply>().Error.Code);
        Assert.Equal((Requests.Id, 1), (Assert.Single(Store.Metas).Key, Keepers.Launches));
        // What is there is served: the same submission again, and all that is asked about the job.
        foreach (var request in new Request[] { Requests.Run(), Requests.Status(), Requests.Kill() })
        {
            registry.Tell(request, TestActor);
            Assert.Equal(request.RequestId, ExpectMsg<JobReply>().RequestId);
        }

        var job = Child(registry, Requests.Id);
        Watch(job);
        link.Settled(States.Exit);
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        Store.Exits[Requests.Id] = States.Exit;
        link.Close();
        FishForMessage(message => message is Terminated, Patience.Limit);
        Drain(registry);
        Begin(registry, Requests.Run() with { JobId = Other });
        Assert.Equal(2, Keepers.Launches);
    }

    [Fact]
    public void Should_count_a_job_that_has_ended_until_it_is_done_with()
    {
        var registry = NewRegistry();
        var link = Begin(registry, Requests.Run());
        // Its output is still open, so its keeper stays, and with it the descriptors.
        link.Settled(States.Exit with { OutputComplete = false });
        Next<Effects.Wrote>();
        registry.Tell(Requests.Wait(), TestActor);
        ExpectMsg<JobReply>();
        registry.Tell(Requests.Run() with { JobId = Other }, TestActor);
        Assert.StartsWith("0 jobs run and 1 that have ended", ExpectMsg<ErrorReply>().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_in_all_that_run_after_a_restart_and_refuse_what_is_new()
    {
        foreach (var id in (string[])[Requests.Id, Other])
        {
            Store.Metas[id] = States.Meta(id);
            Store.States[id] = States.Of(id, Contracts.Jobs.JobStatus.Running) with { Pid = 7, PidStartTicks = 99, BootId = "b" };
        }

        var registry = NewRegistry();
        foreach (var found in new[] { Next<Effects.Adopted>(), Next<Effects.Adopted>() }) found.Link.Started();
        registry.Tell(Requests.Run() with { JobId = Third }, TestActor);
        Assert.StartsWith("2 jobs run, no more fit", ExpectMsg<ErrorReply>().Error.Message, StringComparison.Ordinal);
        registry.Tell(Requests.Status(), TestActor);
        Assert.Equal(Requests.Id, ExpectMsg<JobReply>().State.Job.Id);
        Assert.Equal(0, Keepers.Launches);
    }

    [Fact]
    public void Should_begin_a_job_that_a_former_host_described_and_never_started()
    {
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Outbox.Callers[Requests.Id] = LaunchSpec.CallerOf(Requests.Run());
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.NeverOrdered);
        var registry = NewRegistry();
        // It is there, in its directory: to its caller, who asks again, it is no new one.
        Begin(registry, Requests.Run());
        Assert.Equal(1, Keepers.Launches);
    }

    private FakeLink Begin(IActorRef registry, RunRequest run)
    {
        registry.Tell(run, TestActor);
        var link = Next<Effects.Launched>().Link;
        link.Started();
        Assert.Equal(run.JobId, ExpectMsg<JobReply>().State.Job.Id);
        return link;
    }

    // Room for one job.
    private IActorRef NewRegistry() => Sys.ActorOf(RegistryActor.Props(Services with { Budget = new JobBudget(OpenFiles: 10) }), "jobs");
}
