using AgentExec.Actors.Registry;
using AgentExec.Actors.Retention;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Retention;

/// <summary>The steps of one sweep, and when one is due (contract B27).</summary>
public sealed class RetentionRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionSettings NoLimits = new(true, 0, 0);
    private static readonly FileSystemFacts Roomy = new(0, 50, 100, 50, false, 1000);
    private static readonly FileSystemFacts Tight = Roomy with { FreeBytes = 20 };

    private static readonly RetentionTimes Times = new(
        Delay: TimeSpan.Zero, CheckInterval: TimeSpan.Zero, SweepInterval: TimeSpan.FromDays(1), Spare: TimeSpan.FromHours(3), BackOff: TimeSpan.Zero,
        Patience: TimeSpan.Zero);

    [Theory]
    [InlineData(50, 50, "2026-06-02T12:00:00Z", null)]
    [InlineData(50, 50, "2026-06-01T12:00:01Z", null)]
    [InlineData(50, 50, "2026-06-01T12:00:00Z", RetentionReason.Daily)]
    [InlineData(50, 50, "garbage", RetentionReason.Daily)]
    // Of a clock that was wrong.
    [InlineData(50, 50, "2030-01-01T00:00:00Z", RetentionReason.Daily)]
    [InlineData(49, 50, "2026-06-02T12:00:00Z", RetentionReason.LowSpace)]
    [InlineData(49, 50, "2026-06-01T12:00:00Z", RetentionReason.LowSpace)]
    [InlineData(50, 5, "2026-06-02T12:00:00Z", null)]
    [InlineData(50, 4, "2026-06-02T12:00:00Z", RetentionReason.LowSpace)]
    public void Should_be_due_daily_and_below_five_percent(int freeBytes, int freeInodes, string nextRunAt, RetentionReason? reason)
    {
        var space = Roomy with { FreeBytes = (ulong)freeBytes, FreeInodes = (ulong)freeInodes };
        var record = new RetentionRecord { NextRunAt = nextRunAt };
        Assert.Equal(reason, RetentionRule.Due(record, space, Now, Now, Times));
        Assert.Null(RetentionRule.Due(record, space, Now.AddSeconds(1), Now, Times));
    }

    [Fact]
    public void Should_never_find_a_file_system_low_that_counts_nothing() =>
        Assert.False(RetentionRule.IsLow(new FileSystemFacts(0, 0, 0, 0, false)));

    [Theory]
    [InlineData(30, 7, "2026-05-02T12:00:00", 7UL)]
    [InlineData(0, 7, "", 7UL)]
    [InlineData(1, 0, "2026-05-31T12:00:00", null)]
    [InlineData(long.MaxValue, 0, "", null)]
    public void Should_ask_for_what_the_settings_limit(long days, long bytes, string cutoff, ulong? mostBytes)
    {
        var request = RetentionRule.ByLimits(new RetentionSettings(true, days, bytes), Now, Times)!;
        // So many days ago there was no year: nothing is older.
        Assert.Equal((days == long.MaxValue ? request.Cutoff : cutoff, mostBytes), (request.Cutoff, request.MaxBytes));
        Assert.False(GcPolicy.IsOlder("0001-01-01T00:00:00Z", request.Cutoff) && days == long.MaxValue);
        Assert.Equal(("2026-06-01T09:00:00", true), (request.EndedBefore, request.KeepUntold));
    }

    [Fact]
    public void Should_have_nothing_to_do_without_limits_while_there_is_room()
    {
        var run = New(NoLimits);
        run.Begin(Roomy);
        Assert.Null(run.Current);
    }

    [Fact]
    public void Should_free_what_is_missing_when_the_jobs_hold_as_much()
    {
        var run = New(NoLimits);
        run.Begin(Tight);
        Assert.Equal((true, 0UL), (run.Current!.DryRun, run.Current.MaxBytes));
        run.Take(Answer([], deleted: 0, freed: 20, next: new GcCursor("A")), Tight);
        Assert.Equal((true, "A"), (run.Current!.DryRun, run.Current.After!.Name));
        run.Take(Answer([], deleted: 0, freed: 10), Tight);
        // 50 of 1000 are to be free and 20 are: all 30 that the jobs hold.
        Assert.Equal((false, 0UL, ""), (run.Current!.DryRun, run.Current.MaxBytes, run.Current.Cutoff));
        run.Take(Answer([], deleted: 3, freed: 30), Tight);
        Assert.Null(run.Current);
        Assert.Equal((3, 30L, null), (run.Result(Now, null).Deleted, run.Result(Now, null).FreedBytes, run.Result(Now, null).Error));
    }

    [Fact]
    public void Should_remove_nothing_in_vain()
    {
        var run = New(NoLimits);
        run.Begin(Tight);
        run.Take(Answer([], deleted: 0, freed: 29), Tight);
        Assert.Null(run.Current);
        Assert.StartsWith("30 bytes are missing until 5 % are free and the ended jobs take 29", run.Result(Now, null).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_free_more_than_the_limits_have_freed()
    {
        var run = New(RetentionSettings.Default);
        run.Begin(Tight);
        Assert.False(run.Current!.DryRun);
        run.Take(Answer([], deleted: 1, freed: 30), Roomy);
        Assert.Null(run.Current);
    }

    [Fact]
    public void Should_name_the_first_job_that_could_not_be_removed()
    {
        var run = New(RetentionSettings.Default);
        run.Begin(Roomy);
        run.Take(Answer([Row("A", "too_recent"), Row("B", GcPolicy.Failed("denied")), Row("C", GcPolicy.Failed("busy"))], deleted: 0, freed: 0), Roomy);
        Assert.Equal("B: delete_failed: denied; and 1 more", run.Result(Now, null).Error);
    }

    private static RetentionRun New(RetentionSettings settings) => new(RetentionReason.LowSpace, settings, Now, Times);

    private static GcJob Row(string name, string reason) => new() { JobId = name, State = JobStatus.Exited, Action = GcAction.Skipped, Reason = reason, Bytes = 0 };

    private static GcReply Answer(GcJob[] jobs, int deleted, long freed, GcCursor? next = null) => new(jobs, deleted, 0, freed, next);
}
