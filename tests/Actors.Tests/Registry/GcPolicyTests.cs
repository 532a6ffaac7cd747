using AgentExec.Actors.Registry;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>The table of contract A17.</summary>
public sealed class GcPolicyTests
{
    private const string Cutoff = "2026-01-02T00:00:00", Old = "2026-01-01T23:59:59Z", Young = "2026-01-02T00:00:00Z";

    [Theory]
    [InlineData(null, null, "state_unreadable")]
    [InlineData(JobStatus.Unknown, Old, "state_unreadable")]
    [InlineData(JobStatus.Running, Old, "running")]
    [InlineData(JobStatus.Running, null, "running")]
    [InlineData(JobStatus.Exited, "", "no_timestamp")]
    [InlineData(JobStatus.Exited, null, "no_timestamp")]
    [InlineData(JobStatus.Exited, Young, "too_recent")]
    [InlineData(JobStatus.Exited, "9999-01-01T00:00:00Z", "too_recent")]
    [InlineData(JobStatus.Exited, "garbage", "too_recent")]
    [InlineData(JobStatus.Exited, Old, null)]
    [InlineData(JobStatus.Killed, Old, null)]
    [InlineData(JobStatus.Failed, Old, null)]
    // Only the first 19 characters count, whatever follows.
    [InlineData(JobStatus.Exited, "2026-01-02T00:00:00", "too_recent")]
    [InlineData(JobStatus.Exited, "2026-01-01T23:59:59.999999999+00:00", null)]
    [InlineData(JobStatus.Exited, "2026-01-02", null)]
    public void Should_keep_what_is_young_unfinished_or_unknown(JobStatus? status, string? endedAt, string? reason) =>
        Assert.Equal(reason, GcPolicy.ReasonToStay(status, endedAt, Cutoff, isBusy: false));

    [Theory]
    [InlineData(JobStatus.Exited, Old, "busy")]
    [InlineData(JobStatus.Exited, Young, "too_recent")]
    [InlineData(JobStatus.Running, Old, "running")]
    [InlineData(null, null, "state_unreadable")]
    public void Should_keep_an_old_job_that_is_still_looked_after(JobStatus? status, string? endedAt, string reason) =>
        Assert.Equal(reason, GcPolicy.ReasonToStay(status, endedAt, Cutoff, isBusy: true));
}
