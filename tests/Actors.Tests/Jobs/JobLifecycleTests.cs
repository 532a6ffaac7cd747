using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.Jobs;

public sealed class JobLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 5, TimeSpan.Zero);
    private const string NowText = "2026-01-01T00:00:05Z";

    private static readonly JobState Fresh = JobLifecycle.Created(
        new JobMeta { Job = new JobMetaId("i"), Command = ["c"], CreatedAt = "2026-01-01T00:00:00Z", Root = "/r" });

    private static readonly JobState Running = JobLifecycle.Started(Fresh, new StartedFact(7, 99), "boot", Now);

    private static readonly ExitRecord Exit = new()
    {
        Pid = 7, ExitCode = 3, DurationMs = 12, FinishedAtUnixMs = 1767225603999, UserTimeMs = 1, SystemTimeMs = 2, PeakMemoryBytes = 3, OutputComplete = true,
    };

    [Fact]
    public void Should_be_running_since_its_creation() => Assert.Equal(
        (JobStatus.Running, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", null, JobResult.None),
        (Fresh.Job.Status, Fresh.Job.StartedAt, Fresh.UpdatedAt, Fresh.Pid, Fresh.Result));

    [Fact]
    public void Should_know_its_process_once_started()
    {
        Assert.Equal((7, 99L, "boot", NowText), (Running.Pid, Running.PidStartTicks, Running.BootId, Running.UpdatedAt));
        Assert.Null(JobLifecycle.Started(Fresh, new StartedFact(7, 0), "boot", Now).PidStartTicks);
    }

    [Fact]
    public void Should_say_that_the_keeper_was_lost_and_claim_no_more_than_was_seen()
    {
        var seen = JobLifecycle.KeeperLost(Running, Exit with { PeakMemoryBytes = 0, OutputComplete = false }, Now);
        Assert.Equal((JobStatus.Exited, 3, true, false, null), (seen.Job.Status, seen.Result.ExitCode, seen.KeeperLost, seen.OutputComplete, seen.UserTimeMs));
        Assert.Equal(3, JobLifecycle.KeeperLost(Running, Exit, Now).PeakMemoryBytes);
        var lost = JobLifecycle.KeeperLost(Running, null, Now);
        Assert.Equal((JobStatus.Failed, EndReason.Lost, true, null), (lost.Job.Status, lost.Reason, lost.KeeperLost, lost.Result.ExitCode));
        Assert.Null(JobLifecycle.Lost(Running, Now).KeeperLost);
        Assert.Same(seen, JobLifecycle.KeeperLost(seen, null, Now));
    }

    [Fact]
    public void Should_not_change_when_a_keeper_repeats_itself()
    {
        Assert.Same(Running, JobLifecycle.Started(Running, new StartedFact(7, 99), "boot", Now.AddHours(1)));
        Assert.NotSame(Running, JobLifecycle.Started(Running, new StartedFact(7, 99), "other boot", Now));
        Assert.NotSame(Running, JobLifecycle.Started(Running, new StartedFact(8, 99), "boot", Now));
    }

    public static TheoryData<string?, int?, string?, int?, JobStatus, EndReason> Ends => new()
    {
        // kill requested, exit code, cause, signal, status, reason
        { null, 0, null, null, JobStatus.Exited, EndReason.Exited },
        { null, 143, null, null, JobStatus.Exited, EndReason.Exited },
        { null, null, null, 11, JobStatus.Killed, EndReason.Signaled },
        { null, null, "kill", 15, JobStatus.Killed, EndReason.Killed },
        { "TERM", null, null, 15, JobStatus.Killed, EndReason.Killed },
        { "TERM", 7, "kill", null, JobStatus.Exited, EndReason.Exited },
        { null, null, "timeout", 15, JobStatus.Killed, EndReason.Timeout },
        { null, null, "timeout", 9, JobStatus.Killed, EndReason.Timeout },
        { null, 7, "timeout", null, JobStatus.Exited, EndReason.Timeout },
        { "TERM", null, "timeout", 9, JobStatus.Killed, EndReason.Timeout },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Should_end_as_the_keeper_recorded(string? kill, int? code, string? cause, int? signal, JobStatus status, EndReason reason)
    {
        var end = JobLifecycle.Settled(Running with { KillRequested = kill }, Exit with { ExitCode = code, Cause = cause, Signal = signal }, Now);
        Assert.Equal((status, reason, code, signal?.ToString()), (end.Job.Status, end.Reason, end.Result.ExitCode, end.Result.Signal));
        Assert.Equal(signal is null ? null : Signals.Name(signal.Value), end.SignalName);
        Assert.Equal(cause == "timeout" ? true : null, end.TimedOut);
        Assert.Null(end.Error);
    }

    [Fact]
    public void Should_take_the_particulars_from_the_record()
    {
        var end = JobLifecycle.Settled(Fresh, Exit with { DroppedBytes = 4 }, Now);
        Assert.Equal((7, 12L, "2026-01-01T00:00:03Z", NowText), (end.Pid, end.Result.DurationMs, end.FinishedAt, end.UpdatedAt));
        Assert.Equal((1L, 2L, 3L, 4L, true), (end.UserTimeMs, end.SystemTimeMs, end.PeakMemoryBytes, end.DroppedBytes, end.OutputComplete));
        Assert.Null(JobLifecycle.Settled(Fresh, Exit, Now).DroppedBytes);
    }

    [Fact]
    public void Should_say_that_a_signal_left_a_core_dump_and_nothing_where_none_did()
    {
        var end = JobLifecycle.Settled(Fresh, Exit with { ExitCode = null, Signal = 11, CoreDumped = true }, Now);
        Assert.Equal((JobStatus.Killed, "11", true), (end.Job.Status, end.Result.Signal, end.CoreDumped));
        Assert.Null(JobLifecycle.Settled(Fresh, Exit with { ExitCode = null, Signal = 11 }, Now).CoreDumped);
    }

    [Fact]
    public void Should_fail_when_the_launch_did()
    {
        foreach (var end in new[]
        {
            JobLifecycle.LaunchFailed(Fresh, "no such directory", Now),
            JobLifecycle.Settled(Fresh, new ExitRecord { LaunchError = "no such directory" }, Now),
        })
            Assert.Equal(
                (JobStatus.Failed, EndReason.LaunchFailed, "no such directory", NowText, JobResult.None),
                (end.Job.Status, end.Reason, end.Error, end.FinishedAt, end.Result));
    }

    [Fact]
    public void Should_fail_when_nobody_saw_the_end()
    {
        var end = JobLifecycle.Lost(Running, Now);
        Assert.Equal((JobStatus.Failed, EndReason.Lost, NowText, 7), (end.Job.Status, end.Reason, end.FinishedAt, end.Pid));
        Assert.NotEmpty(end.Error!);
    }

    [Fact]
    public void Should_record_what_kill_asked_for_last()
    {
        var asked = JobLifecycle.KillRequested(JobLifecycle.KillRequested(Running, 15, Now), 9, Now);
        Assert.Equal(("KILL", JobStatus.Running), (asked.KillRequested, asked.Job.Status));
    }

    [Fact]
    public void Should_show_progress_in_one_field_only() =>
        Assert.Equal(Running with { UpdatedAt = "2026-01-01T01:00:05Z" }, JobLifecycle.Progressed(Running, Now.AddHours(1)));

    public static TheoryData<string> Terminal => new("exited", "killed", "failed", "lost");

    [Theory]
    [MemberData(nameof(Terminal))]
    public void Should_never_change_after_its_end(string how)
    {
        var end = how switch
        {
            "exited" => JobLifecycle.Settled(Running, Exit, Now),
            "killed" => JobLifecycle.Settled(Running, Exit with { ExitCode = null, Signal = 9 }, Now),
            "failed" => JobLifecycle.LaunchFailed(Fresh, "x", Now),
            _ => JobLifecycle.Lost(Running, Now),
        };
        Assert.True(end.IsTerminal);
        var later = Now.AddHours(1);
        Assert.Same(end, JobLifecycle.Started(end, new StartedFact(8, 1), "b", later));
        Assert.Same(end, JobLifecycle.KillRequested(end, 9, later));
        Assert.Same(end, JobLifecycle.Progressed(end, later));
        Assert.Same(end, JobLifecycle.Settled(end, Exit with { ExitCode = 9 }, later));
        Assert.Same(end, JobLifecycle.LaunchFailed(end, "y", later));
        Assert.Same(end, JobLifecycle.Lost(end, later));
    }

    [Fact]
    public void Should_only_complete_its_output_after_its_end()
    {
        var end = JobLifecycle.Settled(Running, Exit with { OutputComplete = false }, Now);
        Assert.Same(end, JobLifecycle.Settled(end, Exit with { OutputComplete = false }, Now));
        var complete = JobLifecycle.Settled(end, Exit with { ExitCode = 99, DroppedBytes = 6 }, Now.AddHours(1));
        Assert.Equal(end with { OutputComplete = true, DroppedBytes = 6, UpdatedAt = "2026-01-01T01:00:05Z" }, complete);
        Assert.Same(complete, JobLifecycle.Settled(complete, Exit with { OutputComplete = false }, Now));
    }
}
