using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Jobs.JobReminders;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>A12, D1: somebody removes or rewrites the files of a job that has an actor.</summary>
public sealed class JobFilesTests : ActorTest
{
    [Fact]
    public void Should_answer_from_memory_and_write_a_removed_state_again()
    {
        var (job, _) = RunningJob();
        var before = Store.States[Requests.Id];
        Store.States.Clear();
        job.Tell(Requests.Status(), TestActor);
        Assert.Equal(before, Next<Effects.Wrote>().State);
        Assert.Equal(before, ExpectMsg<JobReply>().State);
    }

    [Fact]
    public void Should_signal_a_job_whose_state_was_removed()
    {
        var (job, _) = RunningJob();
        Store.States.Clear();
        job.Tell(Requests.Kill(), TestActor);
        Assert.Equal(15, Next<Effects.Sent>().Order.Signal);
        Assert.Equal("TERM", Store.States[Requests.Id].KillRequested);
    }

    [Fact]
    public void Should_write_removed_files_again_though_nobody_asks()
    {
        var (job, _) = RunningJob();
        var meta = Store.Metas[Requests.Id];
        Store.Metas.Clear();
        Scheduler.Advance(LookAtFiles.Every);
        Drain(job);
        Assert.Same(meta, Store.Metas[Requests.Id]);
        Store.States.Clear();
        Scheduler.Advance(LookAtFiles.Every);
        Next<Effects.Wrote>();
    }

    [Fact]
    public void Should_leave_a_state_that_can_be_read()
    {
        var (job, _) = RunningJob();
        var theirs = Store.States[Requests.Id] with { UpdatedAt = "2030-01-01T00:00:00Z" };
        Store.States[Requests.Id] = theirs;
        Scheduler.Advance(LookAtFiles.Every);
        Drain(job);
        Assert.Same(theirs, Store.States[Requests.Id]);
    }

    [Fact]
    public void Should_tell_the_end_to_whom_another_program_has_configured()
    {
        Outbox.Callers[Requests.Id] = Requests.Caller;
        var (_, link) = RunningJob();
        Store.Metas[Requests.Id] = Store.Metas[Requests.Id] with { Notification = new NotificationSettings { NotifyCommand = "theirs" } };
        link.Settled(States.Exit);
        Assert.Equal("theirs", Next<Effects.Told>().Target);
    }

    [Fact]
    public void Should_keep_what_another_program_has_configured_through_an_edit_of_ours()
    {
        Outbox.Callers[Requests.Id] = Requests.Caller;
        var (job, _) = RunningJob(Requests.Run() with { TimeoutMs = 60_000 });
        Store.Metas[Requests.Id] = States.Meta(Requests.Id) with { Tags = ["theirs"], Notification = new NotificationSettings { NotifyCommand = "theirs" } };
        job.Tell(new NotifySetRequest { JobId = Requests.Id, NotifyTimeoutMs = 5 }, TestActor);
        FishForMessage<DescriptionReply>(_ => true);
        var meta = Store.Metas[Requests.Id];
        Assert.Equal(("theirs", 5L, 60_000L), (meta.Notification!.NotifyCommand, meta.Notification.NotifyTimeoutMs, meta.TimeoutMs));
        Assert.Equal(["theirs"], meta.Tags);
    }

    [Fact]
    public void Should_begin_a_rule_of_another_program_with_the_lines_that_come()
    {
        (Outbox.Callers[Requests.Id], Outbox.End) = (Requests.Caller, new MatchCursor(7, 9));
        var (job, _) = RunningJob();
        Store.Metas[Requests.Id] = Store.Metas[Requests.Id] with
        {
            Notification = new NotificationSettings { OnOutputMatch = new OutputMatchRule { Pattern = "x", Command = "c" } },
        };
        Scheduler.Advance(LookAtFiles.Every);
        Drain(job);
        Assert.Equal(new MatchCursor(7, 9), Outbox.Cursors[Requests.Id]);
        Next<Effects.Watching>();
    }
}
