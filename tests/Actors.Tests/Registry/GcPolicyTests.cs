using AgentExec.Actors.Registry;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>The table of contract A17, and what limits add to it.</summary>
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
        Assert.Equal(reason, Stays(status, endedAt, isBusy: false));

    [Theory]
    [InlineData(JobStatus.Exited, Old, "busy")]
    [InlineData(JobStatus.Exited, Young, "too_recent")]
    [InlineData(JobStatus.Running, Old, "running")]
    [InlineData(null, null, "state_unreadable")]
    public void Should_keep_an_old_job_that_is_still_looked_after(JobStatus? status, string? endedAt, string reason) =>
        Assert.Equal(reason, Stays(status, endedAt, isBusy: true));

    [Theory]
    [InlineData(JobStatus.Exited, Young, false, "within_limits")]
    [InlineData(JobStatus.Exited, Young, true, "busy")]
    [InlineData(JobStatus.Exited, Old, true, "busy")]
    [InlineData(JobStatus.Exited, Old, false, null)]
    [InlineData(JobStatus.Exited, "", true, "no_timestamp")]
    [InlineData(JobStatus.Running, Old, true, "running")]
    [InlineData(null, null, false, "state_unreadable")]
    public void Should_not_call_young_what_was_measured_by_a_limit(JobStatus? status, string? endedAt, bool isBusy, string? reason) =>
        Assert.Equal(reason, Stays(status, endedAt, isBusy, keep: 1));

    [Theory]
    [InlineData(Old, "older_than_7d")]
    [InlineData("2026-01-02T00:00:02Z", "beyond_keep_1")]
    [InlineData("2026-01-02T00:00:04Z", "beyond_max_bytes_9")]
    [InlineData("2026-01-02T00:00:05Z", null)]
    public void Should_name_the_first_that_says_so(string endedAt, string? reason)
    {
        var request = new GcRequest { Cutoff = Cutoff, OlderThan = "7d", Keep = 1, MaxBytes = 9 };
        var edges = new GcEdges(new GcEnd("2026-01-02T00:00:03", "A"), new GcEnd("2026-01-02T00:00:04", "A"));
        Assert.Equal(reason, GcPolicy.ReasonToGo(request, edges, new GcEnd(GcPolicy.Compared(endedAt), "A")));
    }

    private static string? Stays(JobStatus? status, string? endedAt, bool isBusy, ulong? keep = null)
    {
        var request = new GcRequest { Cutoff = Cutoff, OlderThan = "7d", Keep = keep };
        var goes = GcPolicy.ReasonToGo(request, GcLimits.None, new GcEnd(GcPolicy.Compared(endedAt ?? ""), "A"));
        return GcPolicy.ReasonToStay(status, endedAt, goes, isLimited: keep is not null, isBusy);
    }
}
