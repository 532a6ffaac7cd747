using AgentExec.Actors.Notifications;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using Akka.Actor;
using static AgentExec.Actors.Notifications.OutputMatchActor;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>Every line that matches is told, once it is recorded never again, in order (contract A19).</summary>
public sealed class OutputMatchActorTests : ActorTest
{
    private static readonly OutputMatchRule Rule = new() { Pattern = "x", Command = "c" };

    private readonly Scratch _scratch = new();

    public OutputMatchActorTests()
    {
        Store.Root = _scratch.Path;
        Store.Metas[Requests.Id] = States.Meta(Requests.Id);
        Outbox.Callers[Requests.Id] = Requests.Caller;
        Outbox.Cursors[Requests.Id] = new MatchCursor(0, 0);
        Write("");
    }

    [Fact]
    public void Should_go_on_from_the_cursor_and_tell_one_event_after_the_other()
    {
        Write("x1\nx2\nno\nx3\n");
        Outbox.Cursors[Requests.Id] = new MatchCursor(3, 0);
        var actor = Start(Rule);
        var first = NextTold("x2");
        Assert.Equal(("job.output.matched", $"/r/{Requests.Id}/notification_events.ndjson"), (first.Call.EventType, first.Call.EventPath));
        Drain(actor);
        Witness.ExpectNoMsg(TimeSpan.Zero);
        first.Done.SetResult(SinkOutcome.Told);
        Assert.Equal((6L, true), (Recorded("x2") is var record ? record.EndBytes : 0, record.DeliveryResults![0].Success));
        NextTold("x3").Done.SetResult(new SinkOutcome("no"));
        Assert.Equal("no", Recorded("x3").DeliveryResults![0].Error);
        Assert.Equal(new MatchCursor(12, 0), Outbox.Cursors[Requests.Id]);
    }

    [Fact]
    public void Should_tell_command_and_file_side_by_side_and_record_the_command_first()
    {
        Write("x\n");
        Start(Rule with { File = "f" });
        var (command, file) = (NextTold("x"), NextTold("x"));
        Assert.Equal((SinkType.Command, SinkType.File), (command.Type, file.Type));
        file.Done.SetResult(SinkOutcome.Told);
        command.Done.SetResult(SinkOutcome.Told);
        Assert.Equal([SinkType.Command, SinkType.File], Recorded("x").DeliveryResults!.Select(result => result.SinkType));
    }

    [Fact]
    public void Should_record_a_match_that_nobody_is_told_of()
    {
        Write("x\n");
        Start(Rule with { Command = null });
        Assert.Empty(Recorded("x").DeliveryResults!);
    }

    [Fact]
    public void Should_find_what_is_written_later_and_a_last_line_without_an_end_at_the_end()
    {
        var actor = Start(Rule);
        Write("x1\nx2");
        actor.Tell(new Grew());
        Tell("x1");
        Drain(actor);
        actor.Tell(new Complete());
        Tell("x2");
        Parent.ExpectMsg<Searched>();
    }

    [Fact]
    public void Should_apply_another_rule_to_the_next_line()
    {
        Write("x1\n");
        var actor = Start(Rule);
        var told = NextTold("x1");
        actor.Tell(new Configure(Looking(Rule with { Pattern = "y", Command = "d" })));
        Write("x1\nx2\ny3\n");
        actor.Tell(new Grew());
        Drain(actor);
        told.Done.SetResult(SinkOutcome.Told);
        Assert.Equal("x", Recorded("x1").Pattern);
        Assert.Equal("d", Tell("y3").Target);
    }

    [Fact]
    public void Should_stop_when_the_rule_is_removed_and_begin_where_it_is_told_when_there_is_one_again()
    {
        Write("x1\nx2\n");
        var actor = Start(Rule);
        var told = NextTold("x1");
        actor.Tell(new Configure(null));
        Write("x1\nx2\nx3\nx4\n");
        actor.Tell(new Grew());
        Drain(actor);
        // What notify set does with a new rule, before the search comes to know that the old one is gone.
        Outbox.Cursors[Requests.Id] = new MatchCursor(9, 0);
        actor.Tell(new Configure(Looking(Rule)));
        Drain(actor);
        told.Done.SetResult(SinkOutcome.Told);
        Recorded("x1");
        Tell("x4");
    }

    [Fact]
    public void Should_be_done_at_the_end_without_a_rule()
    {
        Write("x1\n");
        var actor = Start(null);
        actor.Tell(new Grew());
        actor.Tell(new Complete());
        Parent.ExpectMsg<Searched>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_never_match_a_pattern_of_another_program_that_does_not_compile()
    {
        Write("(\n");
        Start(Rule with { Pattern = "(", MatchType = OutputMatchType.Regex }).Tell(new Complete());
        Parent.ExpectMsg<Searched>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    /// <summary>A11: caller.json was removed and no host remembers it.</summary>
    [Fact]
    public void Should_record_a_line_that_cannot_be_told_when_the_caller_is_lost()
    {
        Outbox.Callers.Clear();
        Outbox.Cursors[Requests.Id] = new MatchCursor(0, 0);
        Write("x\n");
        Start(Rule).Tell(new Complete());
        Parent.ExpectMsg<Searched>();
        Assert.All(Assert.Single(Outbox.Matches).DeliveryResults!, result => Assert.Equal((false, LostCaller.Error), (result.Success, result.Error)));
    }

    [Fact]
    public void Should_tell_nobody_for_a_job_of_another_program()
    {
        Keepers.Sign = KeeperSign.Never;
        Outbox.Callers.Clear();
        Write("x\n");
        Start(Rule).Tell(new Complete());
        Parent.ExpectMsg<Searched>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_record_how_far_it_was_when_the_rule_changes()
    {
        Write("foo\n");
        var actor = Start(Rule);
        actor.Tell(new Complete());
        Parent.ExpectMsg<Searched>();
        Assert.Equal(new MatchCursor(0, 0), Outbox.Cursors[Requests.Id]);
        actor.Tell(new Configure(Looking(Rule with { Command = "other" })));
        Parent.ExpectMsg<Searched>();
        Assert.Equal(new MatchCursor(0, 0), Outbox.Cursors[Requests.Id]);
        actor.Tell(new Configure(Looking(Rule with { Pattern = "foo" })));
        Parent.ExpectMsg<Searched>();
        Assert.Equal(new MatchCursor(4, 0), Outbox.Cursors[Requests.Id]);
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_try_a_refused_record_again_without_telling_again()
    {
        Write("x1\nx2\n");
        Outbox.RefuseWrites(2);
        var actor = Start(Rule);
        NextTold("x1").Done.SetResult(SinkOutcome.Told);
        for (var i = 0; i < 2; i++)
        {
            Witness.ExpectMsg<Effects.OutboxRefused>();
            Drain(actor);
            Scheduler.Advance(TimeSpan.FromSeconds(1));
        }

        Recorded("x1");
        Tell("x2");
    }

    [Fact]
    public void Should_give_up_when_the_directory_is_gone()
    {
        Write("x1\nx2\n");
        Store.Metas.Clear();
        Outbox.RefuseWrites(1);
        Start(Rule);
        NextTold("x1").Done.SetResult(SinkOutcome.Told);
        Parent.ExpectMsg<Searched>();
        Witness.ExpectMsg<Effects.OutboxRefused>();
        Witness.ExpectNoMsg(TimeSpan.Zero);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _scratch.Dispose();
    }

    private IActorRef Start(OutputMatchRule? rule)
    {
        var actor = Parent.ChildActorOf(OutputMatchActor.Props(States.Meta(Requests.Id), Services));
        actor.Tell(new Configure(Looking(rule)));
        return actor;
    }

    private static NotificationSettings Looking(OutputMatchRule? rule) => new() { OnOutputMatch = rule };

    private void Write(string stdout) => _scratch.Write($"{Requests.Id}/stdout.log", stdout);

    private Effects.Told NextTold(string line)
    {
        var told = Witness.ExpectMsg<Effects.Told>();
        Assert.Contains($"\"line\":\"{line}\"", System.Text.Encoding.UTF8.GetString(told.Call.Json), StringComparison.Ordinal);
        return told;
    }

    private Effects.Told Tell(string line)
    {
        var told = NextTold(line);
        told.Done.SetResult(SinkOutcome.Told);
        Recorded(line);
        return told;
    }

    private OutputMatchEvent Recorded(string line)
    {
        var record = Witness.ExpectMsg<Effects.MatchRecorded>().Event;
        Assert.Equal(line, record.Line);
        return record;
    }
}
