using AgentExec.Actors.Jobs;
using AgentExec.Actors.Notifications;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>A job is not done before everybody is told, whatever fails meanwhile (contract A19, A20, B15).</summary>
public sealed class JobNotificationTests : ActorTest
{
    private readonly Scratch _scratch = new();

    public JobNotificationTests()
    {
        Store.Root = _scratch.Path;
        Outbox.Callers[Requests.Id] = Requests.Caller;
        _scratch.Write($"{Requests.Id}/stdout.log", "");
    }

    [Fact]
    public void Should_stay_until_its_end_is_told()
    {
        var (job, link) = RunningJob(Requests.Run() with { NotifyCommand = "c" });
        End(link);
        var told = Next<Effects.Told>();
        Drain(Child(job, "process"), job, Child(job, "notifier"), job);
        while (Parent.HasMessages) Assert.IsNotType<JobProtocol.Retire>(Parent.ReceiveOne(TimeSpan.Zero));
        told.Done.SetResult(SinkOutcome.Told);
        Told<JobProtocol.Retire>();
        Next<Effects.OutboxClosed>();
    }

    [Theory]
    [InlineData(false, "Command")]
    [InlineData(true, "File")]
    public void Should_go_on_with_a_finished_job_that_a_former_host_did_not_finish_telling_of(bool commandRecorded, string first)
    {
        var meta = States.Meta(Requests.Id) with { Notification = new NotificationSettings { NotifyCommand = "c", NotifyFile = "f" } };
        var state = States.Of(Requests.Id, JobStatus.Exited);
        (Store.Metas[Requests.Id], Store.States[Requests.Id], Store.Exits[Requests.Id]) = (meta, state, States.Exit);
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        if (commandRecorded)
            Outbox.Completions[Requests.Id] = CompletionPlan.With(
                CompletionPlan.Describe(meta, state), new DeliveryResult { SinkType = SinkType.Command, Target = "c", Success = true, AttemptedAt = "t" });
        NewJob().Tell(new JobProtocol.Recover());
        var told = Next<Effects.Told>();
        Assert.Equal(first, told.Type.ToString());
        told.Done.SetResult(SinkOutcome.Told);
        if (!commandRecorded) Next<Effects.Told>().Done.SetResult(SinkOutcome.Told);
        Told<JobProtocol.Retire>();
        Assert.Equal([SinkType.Command, SinkType.File], Outbox.Completions[Requests.Id].DeliveryResults!.Select(result => result.SinkType));
    }

    [Fact]
    public void Should_tell_the_end_through_a_new_notifier_when_the_first_one_fails_and_no_recorded_sink_twice()
    {
        var (job, link) = RunningJob(Requests.Run() with { NotifyCommand = "c", NotifyFile = "f" });
        End(link);
        Next<Effects.Told>().Done.SetResult(SinkOutcome.Told);
        Next<Effects.Told>();
        Next<Effects.CompletionWritten>();
        FailNotifier(job, Child(Child(job, "notifier"), "completion"));
        var again = Next<Effects.Told>();
        Assert.Equal(SinkType.File, again.Type);
        again.Done.SetResult(SinkOutcome.Told);
        Told<JobProtocol.Retire>();
    }

    [Fact]
    public void Should_lose_no_match_and_tell_none_twice_when_the_search_fails()
    {
        var (job, link) = RunningJob();
        SetRule(job, "x");
        Next<Effects.Watching>();
        _scratch.Write($"{Requests.Id}/stdout.log", "x1\nx2\nx3\n");
        link.Grew();
        Next<Effects.Told>().Done.SetResult(SinkOutcome.Told);
        Assert.Equal("x1", Next<Effects.MatchRecorded>().Event.Line);
        // Told and not recorded: it is told again, late rather than never.
        Next<Effects.Told>();
        FailNotifier(job, Child(Child(job, "notifier"), "search"));
        foreach (var line in (string[])["x2", "x3"])
        {
            Next<Effects.Told>().Done.SetResult(SinkOutcome.Told);
            Assert.Equal(line, Next<Effects.MatchRecorded>().Event.Line);
        }

        End(link);
        Told<JobProtocol.Retire>();
        Assert.Equal(["x1", "x2", "x3"], Outbox.Matches.Select(match => match.Line));
    }

    [Fact]
    public void Should_begin_a_new_rule_with_what_comes_and_say_so_on_disk()
    {
        var (job, link) = RunningJob();
        Outbox.End = new MatchCursor(3, 7);
        _scratch.Write($"{Requests.Id}/stdout.log", "x1\n");
        SetRule(job, "x");
        Assert.Equal(new MatchCursor(3, 7), Outbox.Cursors[Requests.Id]);
        Assert.Equal("x", Store.Metas[Requests.Id].Notification!.OnOutputMatch!.Pattern);
        Outbox.End = new MatchCursor(99, 99);
        SetRule(job, "x2");
        Assert.Equal(new MatchCursor(3, 7), Outbox.Cursors[Requests.Id]);
        _scratch.Write($"{Requests.Id}/stdout.log", "x1\nx2\n");
        link.Grew();
        Assert.Equal("c", Next<Effects.Told>().Target);
    }

    [Fact]
    public void Should_ask_every_keeper_that_it_adopts_to_tell_of_output()
    {
        var (job, link) = RunningJob();
        SetRule(job, "x");
        Next<Effects.Watching>();
        link.Close();
        Next<Effects.Adopted>().Link.Started();
        Next<Effects.Watching>();
    }

    [Fact]
    public void Should_change_nothing_when_an_edit_is_refused_or_cannot_be_written()
    {
        var (job, _) = RunningJob();
        var before = Store.Metas[Requests.Id];
        job.Tell(new NotifySetRequest { JobId = Requests.Id, OutputPattern = "(", OutputMatchType = OutputMatchType.Regex, Command = "c" }, TestActor);
        Assert.Equal(ErrorCode.InvalidPattern, ExpectMsg<ErrorReply>().Error.Code);
        job.Tell(new TagSetRequest { JobId = Requests.Id, Tags = ["a b"] }, TestActor);
        Assert.Equal(ErrorCode.InvalidTag, ExpectMsg<ErrorReply>().Error.Code);
        Store.MetaError = "no space left";
        job.Tell(new TagSetRequest { JobId = Requests.Id, Tags = ["a"] }, TestActor);
        Assert.Contains("no space left", ExpectMsg<ErrorReply>().Error.Message, StringComparison.Ordinal);
        Store.MetaError = null;
        Assert.Same(before, Store.Metas[Requests.Id]);
        job.Tell(new TagSetRequest { JobId = Requests.Id, Tags = ["a"] }, TestActor);
        Assert.Equal(["a"], ExpectMsg<DescriptionReply>().Tags);
        Assert.Equal(before with { Tags = Store.Metas[Requests.Id].Tags }, Store.Metas[Requests.Id]);
    }

    [Fact]
    public void Should_edit_a_finished_job_beside_the_registry_and_run_nothing()
    {
        Outbox.Callers.Clear();
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Store.States[Requests.Id] = States.Of(Requests.Id, JobStatus.Exited);
        var registry = Sys.ActorOf(RegistryActor.Props(Services));
        Next<Effects.TrashEmptied>();
        registry.Tell(new TagSetRequest { JobId = Requests.Id, Tags = ["a", "a"] }, TestActor);
        Assert.Equal(["a"], ExpectMsg<DescriptionReply>().Tags);
        var set = new NotifySetRequest { JobId = Requests.Id, Command = "c", OutputPattern = "x", OutputCommand = "d" };
        registry.Tell(set, TestActor);
        var reply = ExpectMsg<DescriptionReply>();
        Assert.Equal((set.RequestId, "c", "x"), (reply.RequestId, reply.Notification!.NotifyCommand, reply.Notification.OnOutputMatch!.Pattern));
        Assert.Equal(("c", "a"), (Store.Metas[Requests.Id].Notification!.NotifyCommand, Assert.Single(Store.Metas[Requests.Id].Tags)));
        Assert.Empty(Outbox.Cursors);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        Store.Metas.Clear();
        registry.Tell(set, TestActor);
        Assert.Equal(ErrorCode.InternalError, ExpectMsg<ErrorReply>().Error.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_tell_the_end_to_nobody_who_is_configured_after_it_though_the_job_is_rebuilt(bool ended)
    {
        var (job, link) = RunningJob();
        if (ended)
        {
            // Descendants still hold the output, so that it is not done.
            link.Settled(States.Exit with { OutputComplete = false });
            Next<Effects.Wrote>();
        }

        job.Tell(new NotifySetRequest { JobId = Requests.Id, Command = "c" }, TestActor);
        ExpectMsg<DescriptionReply>();
        Fail(job);
        link = Next<Effects.Adopted>().Link;
        link.Started();
        if (ended) link.Settled(States.Exit with { OutputComplete = false });
        End(link);
        if (!ended) Next<Effects.Told>().Done.SetResult(SinkOutcome.Told);
        Next<Effects.OutboxClosed>();
        Assert.Equal(ended, Outbox.Completions.IsEmpty);
    }

    [Fact]
    public void Should_not_edit_beside_a_job_that_may_stay()
    {
        var registry = Sys.ActorOf(RegistryActor.Props(Services));
        registry.Tell(Requests.Run(), TestActor);
        Next<Effects.Launched>().Link.Started();
        ExpectMsg<JobReply>();
        registry.Tell(Requests.Wait(), CreateTestProbe());
        // It is told to leave and stays for its asker.
        registry.Tell(new JobProtocol.Retire(Requests.Id));
        registry.Tell(new TagSetRequest { JobId = Requests.Id, Tags = ["a"] }, TestActor);
        ExpectMsg<DescriptionReply>();
        registry.Tell(new NotifySetRequest { JobId = Requests.Id, Command = "c" }, TestActor);
        ExpectMsg<DescriptionReply>();
        Assert.Equal("a", Assert.Single(Store.Metas[Requests.Id].Tags));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _scratch.Dispose();
    }

    private void End(FakeLink link)
    {
        link.Settled(States.Exit);
        Next<Effects.Wrote>();
        (Keepers.Listens, Keepers.Sign) = (false, KeeperSign.Ended);
        Store.Exits[Requests.Id] = States.Exit;
        link.Close();
    }

    private void SetRule(IActorRef job, string pattern)
    {
        job.Tell(new NotifySetRequest { JobId = Requests.Id, OutputPattern = pattern, OutputCommand = "c" }, TestActor);
        FishForMessage(message => message is DescriptionReply, Patience.Limit);
    }

    // The notifier goes with what it delegates to, and comes back after a pause.
    private void FailNotifier(IActorRef job, IActorRef child)
    {
        var notifier = Child(job, "notifier");
        Watch(notifier);
        Fail(child);
        FishForMessage(message => message is Terminated, Patience.Limit);
        // The job hears of it at some moment of its own, and only then begins to wait.
        AgentExec.Tests.Shared.Patience.Until(
            () =>
            {
                Scheduler.Advance(Settings.ChildBackoffMin);
                return Child(job, "notifier") is { } next && !next.IsNobody() && !next.Equals(notifier);
            },
            "there is another notifier");
    }
}
