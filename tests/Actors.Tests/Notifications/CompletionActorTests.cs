using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using Akka.Actor;
using static AgentExec.Actors.Notifications.CompletionActor;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>The end of a job is told late rather than never, and a sink that was recorded is not called again (contract A20, B15).</summary>
public sealed class CompletionActorTests : ActorTest
{
    private static readonly JobState End = States.Of(Requests.Id, JobStatus.Exited);

    private readonly JobMeta _meta = States.Meta(Requests.Id) with
    {
        Notification = new NotificationSettings { NotifyCommand = "c", NotifyFile = "f", NotifyTimeoutMs = 7000 },
    };

    public CompletionActorTests()
    {
        Outbox.Callers[Requests.Id] = Requests.Caller;
        Store.Metas[Requests.Id] = _meta;
    }

    [Fact]
    public void Should_record_the_event_then_tell_both_sinks_side_by_side_and_record_each_result()
    {
        Start();
        Assert.Empty(Witness.ExpectMsg<Effects.CompletionWritten>().Event.DeliveryResults!);
        var command = Witness.ExpectMsg<Effects.Told>();
        var file = Witness.ExpectMsg<Effects.Told>();
        Assert.Equal((SinkType.Command, "c", SinkType.File, "f"), (command.Type, command.Target, file.Type, file.Target));
        file.Done.SetResult(SinkOutcome.Told);
        Assert.Equal([SinkType.File], Recorded());
        Parent.ExpectNoMsg(TimeSpan.Zero);
        command.Done.SetResult(new SinkOutcome("exited with status exit status: 2", 2, "bad"));
        Assert.Equal([SinkType.Command, SinkType.File], Recorded());
        Parent.ExpectMsg<Delivered>();
        var result = Outbox.Completions[Requests.Id].DeliveryResults![0];
        Assert.Equal((false, 2, "bad", "c"), (result.Success, result.ExitCode, result.StderrTail, result.Target));
    }

    [Fact]
    public void Should_hand_over_what_the_contract_names()
    {
        Start();
        var call = Next<Effects.Told>().Call;
        Assert.Equal((Requests.Id, "job.finished", $"/r/{Requests.Id}/completion_event.json"), (call.JobId, call.EventType, call.EventPath));
        Assert.Equal((Requests.Caller, TimeSpan.FromSeconds(7)), (call.Caller, call.Limit));
        var text = System.Text.Encoding.UTF8.GetString(call.Json);
        Assert.DoesNotContain("delivery_results", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_not_call_a_sink_again_that_is_recorded(bool succeeded)
    {
        Record(new DeliveryResult { SinkType = SinkType.Command, Target = "c", Success = succeeded, AttemptedAt = "t" });
        Start();
        var told = Witness.ExpectMsg<Effects.Told>();
        Assert.Equal(SinkType.File, told.Type);
        told.Done.SetResult(SinkOutcome.Told);
        Assert.Equal([SinkType.Command, SinkType.File], Recorded());
        Parent.ExpectMsg<Delivered>();
    }

    [Fact]
    public void Should_be_done_at_once_when_everything_is_recorded()
    {
        Record(
            new DeliveryResult { SinkType = SinkType.Command, Target = "c", Success = true, AttemptedAt = "t" },
            new DeliveryResult { SinkType = SinkType.File, Target = "f", Success = true, AttemptedAt = "t" });
        Start();
        Parent.ExpectMsg<Delivered>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_tell_the_event_that_was_recorded_before()
    {
        Outbox.Completions[Requests.Id] = CompletionPlan.Describe(_meta, End with { FinishedAt = "2001-01-01T00:00:00Z" });
        Start();
        Assert.Contains("2001-01-01", System.Text.Encoding.UTF8.GetString(Witness.ExpectMsg<Effects.Told>().Call.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_call_nobody_before_the_event_is_on_disk()
    {
        Outbox.RefuseWrites(2);
        var actor = Start();
        for (var i = 0; i < 2; i++)
        {
            Witness.ExpectMsg<Effects.OutboxRefused>();
            Drain(actor);
            Scheduler.Advance(TimeSpan.FromSeconds(1));
        }

        Witness.ExpectMsg<Effects.CompletionWritten>();
        Witness.ExpectMsg<Effects.Told>();
        Witness.ExpectMsg<Effects.Told>();
    }

    [Fact]
    public void Should_try_a_refused_record_again_without_calling_a_sink_again()
    {
        var actor = Start();
        Witness.ExpectMsg<Effects.CompletionWritten>();
        var (command, file) = (Witness.ExpectMsg<Effects.Told>(), Witness.ExpectMsg<Effects.Told>());
        Outbox.RefuseWrites(2);
        command.Done.SetResult(SinkOutcome.Told);
        Witness.ExpectMsg<Effects.OutboxRefused>();
        file.Done.SetResult(SinkOutcome.Told);
        Witness.ExpectMsg<Effects.OutboxRefused>();
        Drain(actor);
        Parent.ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([SinkType.Command, SinkType.File], Recorded());
        Parent.ExpectMsg<Delivered>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_give_up_when_the_directory_is_gone()
    {
        Store.Metas.Clear();
        Outbox.RefuseWrites(1);
        Start();
        Parent.ExpectMsg<Delivered>();
        Witness.ExpectMsg<Effects.OutboxRefused>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_tell_nobody_without_a_caller()
    {
        Outbox.Callers.Clear();
        Start();
        Parent.ExpectMsg<Delivered>();
        Witness.ExpectMsg<Effects.CompletionWritten>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    /// <summary>A11: caller.json was removed and no host remembers it.</summary>
    [Fact]
    public void Should_record_that_a_command_was_not_run_and_tell_a_file_when_the_caller_is_lost()
    {
        Outbox.Callers.Clear();
        var meta = _meta with { Notification = _meta.Notification! with { NotifyFile = "/told" } };
        Parent.ChildActorOf(CompletionActor.Props(Services)).Tell(new Deliver(meta, End, IsNews: true));
        var told = Next<Effects.Told>();
        Assert.Equal((SinkType.File, "/told"), (told.Type, told.Target));
        told.Done.SetResult(SinkOutcome.Told);
        Parent.ExpectMsg<Delivered>();
        var results = Outbox.Completions[Requests.Id].DeliveryResults!;
        Assert.Equal([(SinkType.Command, LostCaller.Error), (SinkType.File, null)], results.Select(result => (result.SinkType, result.Error)));
    }

    [Fact]
    public void Should_begin_only_once()
    {
        var actor = Start();
        actor.Tell(new Deliver(_meta, End));
        Drain(actor);
        Next<Effects.Told>();
        Next<Effects.Told>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    private IActorRef Start()
    {
        var actor = Parent.ChildActorOf(CompletionActor.Props(Services));
        actor.Tell(new Deliver(_meta, End));
        return actor;
    }

    private void Record(params DeliveryResult[] results) =>
        Outbox.Completions[Requests.Id] = CompletionPlan.Describe(_meta, End) with { DeliveryResults = results };

    private IEnumerable<SinkType> Recorded() => Witness.ExpectMsg<Effects.CompletionWritten>().Event.DeliveryResults!.Select(result => result.SinkType);
}
