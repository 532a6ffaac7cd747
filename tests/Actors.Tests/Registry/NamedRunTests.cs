using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>Submissions that their caller has named (fault 41).</summary>
public sealed class NamedRunTests : ActorTest
{
    private const string Other = "01M81M2XMPDE2MTY31S75VTQC5";

    [Fact]
    public void Should_answer_a_repeat_with_the_job_of_the_first()
    {
        var registry = NewRegistry();
        registry.Tell(Named(Requests.Id), TestActor);
        // The second comes while the first is not even described on disk.
        var repeat = Named(Other);
        var second = CreateTestProbe();
        registry.Tell(repeat, second);
        Next<Effects.Launched>().Link.Started();
        ExpectMsg<JobReply>();
        Assert.Equal((Requests.Id, repeat.RequestId), (second.ExpectMsg<JobReply>() is var reply ? reply.State.Job.Id : null, reply.RequestId));
        Assert.Equal(("nightly", 1, 1), (Store.Metas[Requests.Id].RequestId, Store.Metas.Count, Keepers.Launches));
    }

    [Fact]
    public void Should_refuse_a_repeat_that_asks_for_something_else()
    {
        var registry = NewRegistry();
        registry.Tell(Named(Requests.Id), TestActor);
        Next<Effects.Launched>().Link.Started();
        ExpectMsg<JobReply>();
        foreach (var different in new[] { Named(Other) with { Command = ["false"] }, Named(Other) with { Cwd = "/" } })
        {
            registry.Tell(different, TestActor);
            var error = ExpectMsg<ErrorReply>().Error;
            Assert.Equal(("request_conflict", false, Requests.Id), (error.Code, error.Retryable, error.Details!.JobId));
            Assert.Contains(Requests.Id, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal((1, 1), (Store.Metas.Count, Keepers.Launches));
    }

    [Fact]
    public void Should_start_nothing_when_the_key_cannot_be_recorded()
    {
        Store.ClaimError = "no space left";
        NewRegistry().Tell(Named(Requests.Id), TestActor);
        Assert.Contains("no space left", ExpectMsg<ErrorReply>().Error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Store.Metas.Count, Keepers.Launches));
    }

    [Fact]
    public void Should_start_again_when_the_job_is_gone()
    {
        Store.Claims["nightly"] = new(Other, "f");
        NewRegistry().Tell(Named(Requests.Id), TestActor);
        Next<Effects.Launched>().Link.Started();
        Assert.Equal(Requests.Id, ExpectMsg<JobReply>().State.Job.Id);
    }

    [Fact]
    public void Should_answer_a_repeat_though_no_other_job_may_begin()
    {
        var registry = Sys.ActorOf(RegistryActor.Props(Services with { Budget = new JobBudget(OpenFiles: 10) }), "jobs");
        registry.Tell(Named(Requests.Id), TestActor);
        Next<Effects.Launched>().Link.Started();
        ExpectMsg<JobReply>();
        registry.Tell(Named(Other), TestActor);
        Assert.Equal(Requests.Id, ExpectMsg<JobReply>().State.Job.Id);
        registry.Tell(Named(Other) with { Command = ["false"] }, TestActor);
        Assert.Equal("request_conflict", ExpectMsg<ErrorReply>().Error.Code);
        // Another key is another job: it is refused, and the key is still free.
        registry.Tell(Named(Other) with { RequestKey = "weekly" }, TestActor);
        Assert.Equal("too_many_jobs", ExpectMsg<ErrorReply>().Error.Code);
        Assert.Equal(("nightly", 1, 1), (Assert.Single(Store.Claims).Key, Store.Metas.Count, Keepers.Launches));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void Should_refuse_what_is_no_key(string key)
    {
        NewRegistry().Tell(Requests.Run() with { RequestKey = key }, TestActor);
        Assert.Equal("invalid_request", ExpectMsg<ErrorReply>().Error.Code);
        Assert.Empty(Store.Claims);
    }

    private static RunRequest Named(string id) => Requests.Run() with { JobId = id, RequestKey = "nightly" };

    private IActorRef NewRegistry() => Sys.ActorOf(RegistryActor.Props(Services), "jobs");
}
