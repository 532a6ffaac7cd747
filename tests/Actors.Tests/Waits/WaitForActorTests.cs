using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Actors.Waits;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using Akka.TestKit;
using static AgentExec.Actors.Jobs.FollowProtocol;

namespace AgentExec.Actors.Tests.Waits;

/// <summary>Waiting for several jobs and for other things than ends. The test is the registry and the jobs; logs are files.</summary>
public sealed class WaitForActorTests : ActorTest
{
    private readonly string _root = Directory.CreateTempSubdirectory("agent-exec-waits-").FullName;
    private readonly TestProbe _registry, _a, _b;
    private readonly IActorRef _waits;
    private volatile bool _listens, _breaks;
    private volatile int _looks;

    public WaitForActorTests()
    {
        Store.Root = _root;
        foreach (var job in (string[])["a", "b"]) Directory.CreateDirectory(Path.Combine(_root, job));
        (_registry, _a, _b) = (CreateTestProbe("registry"), CreateTestProbe("a"), CreateTestProbe("b"));
        _waits = Sys.ActorOf(WaitsActor.Props(Services, _registry, IsListenedOn), "waits");
    }

    [Fact]
    public void Answers_when_all_have_ended()
    {
        var waiter = Ask(Of("a", "b"));
        Say(_a, waiter, "a", JobStatus.Running);
        Say(_b, waiter, "b", JobStatus.Exited);
        ExpectNoMsg(TimeSpan.Zero);
        Say(_a, waiter, "a", JobStatus.Killed);
        var reply = ExpectMsg<WaitForReply>();
        Assert.Equal((true, "question"), (reply.Met, reply.RequestId));
        Assert.Equal([("a", JobStatus.Killed, MetBy.Ended), ("b", JobStatus.Exited, MetBy.Ended)], reply.Jobs.Select(job => (job.State.Job.Id, job.State.Job.Status, job.Met!.Value)));
    }

    [Fact]
    public void Answers_when_any_has_ended_and_tells_of_all()
    {
        var waiter = Ask(Of("a", "b") with { Any = true });
        Say(_b, waiter, "b", JobStatus.Exited);
        ExpectNoMsg(TimeSpan.Zero);
        Say(_a, waiter, "a", JobStatus.Running);
        Assert.Equal([null, MetBy.Ended], ExpectMsg<WaitForReply>().Jobs.Select(job => job.Met));
        // Nobody is followed any more.
        Assert.Equal(Wants.Nothing, _a.ExpectMsg<Follow>().Wants);
    }

    [Fact]
    public void Answers_with_what_is_so_when_the_time_is_over()
    {
        var waiter = Ask(Of("a", "b"));
        Say(_a, waiter, "a", JobStatus.Running);
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        ExpectNoMsg(TimeSpan.Zero);
        // Nobody is told what nobody knows.
        Say(_b, waiter, "b", JobStatus.Exited);
        var reply = ExpectMsg<WaitForReply>();
        Assert.Equal((false, null, MetBy.Ended), (reply.Met, reply.Jobs[0].Met, reply.Jobs[1].Met));
    }

    [Fact]
    public void Says_that_a_newer_state_could_not_be_written_until_it_is()
    {
        var waiter = Ask(Of("a", "b"));
        waiter.Tell(new JobReply(States.Of("a", JobStatus.Running), "no space left") { RequestId = "a" }, _a);
        waiter.Tell(new JobReply(States.Of("b", JobStatus.Running), "no space left") { RequestId = "b" }, _b);
        Say(_b, waiter, "b", JobStatus.Running);
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        var reply = ExpectMsg<WaitForReply>();
        Assert.False(reply.Met);
        Assert.Equal(["no space left", null], reply.Jobs.Select(job => job.Unrecorded));
    }

    [Fact]
    public void Finds_a_line_that_was_there_before()
    {
        Write("a", JobFiles.StderrLog, "no\nserver ready at 80\nrest");
        Say(_a, Ask(Of("a") with { UntilOutput = "ready at [0-9]+$" }, Wants.Output), "a", JobStatus.Running);
        var met = Assert.Single(ExpectMsg<WaitForReply>().Jobs);
        Assert.Equal((MetBy.Output, new MetLine(OutputMatchStream.Stderr, "server ready at 80", false)), (met.Met, met.Line));
    }

    [Fact]
    public void Searches_on_when_the_job_has_written_and_from_where_it_was()
    {
        Write("a", JobFiles.StdoutLog, "ready\n");
        var waiter = Ask(Of("a") with { Jobs = [new WaitTarget("a", new MatchCursor(6, 0))], UntilOutput = "ready" }, Wants.Output);
        Say(_a, waiter, "a", JobStatus.Running);
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        var over = ExpectMsg<WaitForReply>();
        Assert.Equal((false, new MatchCursor(6, 0)), (over.Met, over.Jobs[0].Searched));

        waiter = Ask(Of("a") with { Jobs = [new WaitTarget("a", over.Jobs[0].Searched)], UntilOutput = "ready" }, Wants.Output);
        Say(_a, waiter, "a", JobStatus.Running);
        Write("a", JobFiles.StdoutLog, "again ready\n");
        waiter.Tell(new Grew("a"), _a);
        Assert.Equal("again ready", ExpectMsg<WaitForReply>().Jobs[0].Line!.Text);
    }

    [Fact]
    public void Sees_a_prompt_that_has_no_end_and_waits_for_the_rest_of_what_does_not_match()
    {
        Write("a", JobFiles.StdoutLog, "Pass");
        var waiter = Ask(Of("a") with { UntilOutput = "^Password: $" }, Wants.Output);
        Say(_a, waiter, "a", JobStatus.Running);
        Write("a", JobFiles.StdoutLog, "word: ");
        waiter.Tell(new Grew("a"), _a);
        var met = Assert.Single(ExpectMsg<WaitForReply>().Jobs);
        // It is not passed: a line begins where it begins.
        Assert.Equal((MetBy.Output, "Password: ", new MatchCursor(0, 0)), (met.Met, met.Line!.Text, met.Searched));
    }

    [Fact]
    public void Searches_the_last_line_of_a_job_that_has_ended()
    {
        Write("a", JobFiles.StdoutLog, "done");
        Say(_a, Ask(Of("a") with { UntilOutput = "done" }, Wants.Output), "a", JobStatus.Exited);
        Assert.Equal(MetBy.Output, ExpectMsg<WaitForReply>().Jobs[0].Met);
        Say(_a, Ask(Of("a") with { UntilOutput = "never" }, Wants.Output), "a", JobStatus.Exited);
        Assert.Equal((MetBy.Ended, null), (ExpectMsg<WaitForReply>().Jobs[0] is var job ? job.Met : null, job.Line));
    }

    [Fact]
    public void Answers_when_a_job_has_been_silent_from_its_last_output_on()
    {
        Write("a", JobFiles.StdoutLog, "x");
        File.SetLastWriteTimeUtc(Path.Combine(_root, "a", JobFiles.StdoutLog), Scheduler.Now.UtcDateTime.AddSeconds(-2));
        var waiter = Ask(Of("a") with { UntilSilentMs = 5000 });
        Say(_a, waiter, "a", JobStatus.Running);
        Drain(waiter);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        // It wrote meanwhile, which nobody has to say.
        File.SetLastWriteTimeUtc(Path.Combine(_root, "a", JobFiles.StdoutLog), Scheduler.Now.UtcDateTime);
        Scheduler.Advance(TimeSpan.FromSeconds(1.1));
        Drain(waiter);
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(MetBy.Silent, ExpectMsg<WaitForReply>().Jobs[0].Met);
    }

    [Fact]
    public void Looks_for_a_listener_again_and_again()
    {
        var waiter = Ask(Of("a", "b") with { UntilPort = 8080 });
        Say(_a, waiter, "a", JobStatus.Running);
        Say(_b, waiter, "b", JobStatus.Running);
        AwaitCondition(() => LooksAgain(), Patience.Limit);
        ExpectNoMsg(TimeSpan.Zero);
        _listens = true;
        AwaitCondition(() => LooksAgain(), Patience.Limit);
        Assert.Equal([MetBy.Port, MetBy.Port], ExpectMsg<WaitForReply>().Jobs.Select(job => job.Met!.Value));
    }

    [Fact]
    public void Follows_again_when_the_job_is_gone_before_its_end()
    {
        var waiter = Ask(Of("a"));
        Say(_a, waiter, "a", JobStatus.Running);
        Drain(waiter);
        Sys.Stop(_a);
        Assert.Equal("a", _registry.ExpectMsg<Follow>().JobId);
        // From disk, by the registry itself.
        Say(_registry, waiter, "a", JobStatus.Exited);
        Assert.True(ExpectMsg<WaitForReply>().Met);
    }

    [Fact]
    public void Passes_on_that_a_job_is_unknown()
    {
        var waiter = Ask(Of("a", "b"));
        waiter.Tell(new ErrorReply(ErrorDetail.JobNotFound("b")) { RequestId = "b" }, _registry);
        var error = ExpectMsg<ErrorReply>();
        Assert.Equal((ErrorCode.JobNotFound, "question"), (error.Error.Code, error.RequestId));
        Assert.Contains("b", error.Error.Message);
    }

    [Fact]
    public void Refuses_a_question_without_sense()
    {
        _waits.Tell(Of("a") with { UntilOutput = "(" }, TestActor);
        Assert.Equal((ErrorCode.InvalidPattern, "question"), (ExpectMsg<ErrorReply>() is var error ? error.Error.Code : "", error.RequestId));
    }

    [Fact]
    public void Tells_the_asker_that_the_waiting_failed()
    {
        _breaks = true;
        _waits.Tell(Of("a") with { UntilPort = 8080 }, TestActor);
        Assert.Equal((ErrorCode.InternalError, "question"), (ExpectMsg<ErrorReply>() is var error ? error.Error.Code : "", error.RequestId));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_root, recursive: true);
    }

    private bool IsListenedOn(int port)
    {
        Assert.Equal(8080, port);
        if (_breaks) throw new InvalidOperationException("broken");
        _looks++;
        return _listens;
    }

    private bool LooksAgain()
    {
        var before = _looks;
        Scheduler.Advance(WaitForActor.LookAtPortEvery);
        return before > 1;
    }

    private static WaitForRequest Of(params string[] jobs) => new() { Jobs = [.. jobs.Select(job => new WaitTarget(job))], WaitMs = 10_000, RequestId = "question" };

    // Asks, and answers who waits then: each of its jobs is followed.
    private IActorRef Ask(WaitForRequest request, Wants wants = Wants.States)
    {
        _waits.Tell(request, TestActor);
        foreach (var target in request.Jobs)
        {
            var follow = _registry.ExpectMsg<Follow>();
            Assert.Equal((target.JobId, wants), (follow.JobId, follow.Wants));
        }

        return _registry.Sender;
    }

    private static void Say(TestProbe source, IActorRef waiter, string job, JobStatus status) =>
        waiter.Tell(new JobReply(States.Of(job, status)) { RequestId = job }, source);

    private void Write(string job, string log, string text) => File.AppendAllText(Path.Combine(_root, job, log), text);
}
