using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>
/// One sweep: by the limits, then, while less than 5 % are free, measure what is left and remove the oldest. Each step is a <c>gc</c> in parts. It ends: a step
/// that removed nothing is the last.
/// </summary>
internal sealed class RetentionRun(RetentionReason reason, RetentionSettings settings, DateTimeOffset now, RetentionTimes times)
{
    private int _deleted, _deletedInStep, _failed;
    private long _freed, _removable;
    private string? _failure;

    /// <summary>What is asked now; null when the sweep is over.</summary>
    public GcRequest? Current { get; private set; }

    /// <param name="space">As it is now.</param>
    public void Begin(FileSystemFacts space) => Current = RetentionRule.ByLimits(settings, now, times) ?? MeasureIfLow(space);

    /// <summary>Takes the answer to <see cref="Current"/> and goes on.</summary>
    public void Take(GcReply reply, FileSystemFacts space)
    {
        var asked = Current!;
        if (asked.DryRun) _removable += reply.FreedBytes;
        else Count(reply);
        Current = reply.Next is { } next ? asked with { After = next, RequestId = Guid.NewGuid().ToString("N") } : StepBehind(asked, space);
    }

    public RetentionRecord Result(DateTimeOffset endedAt, string? error) => new()
    {
        LastRunAt = Timestamp.Format(endedAt),
        Reason = reason,
        Deleted = _deleted,
        FreedBytes = _freed,
        Error = error ?? (_failure is null ? null : $"{_failed} jobs could not be removed, the first: {_failure}"),
    };

    private GcRequest? StepBehind(GcRequest step, FileSystemFacts space)
    {
        var missing = RetentionRule.Missing(space);
        if (step.DryRun) return missing > 0 && _removable > 0 ? RetentionRule.Free((ulong)_removable, missing, now, times) : null;
        var isByLimits = _removable == 0;
        var helped = _deletedInStep > 0;
        (_deletedInStep, _removable) = (0, 0);
        return isByLimits || helped ? MeasureIfLow(space) : null;
    }

    private GcRequest? MeasureIfLow(FileSystemFacts space) => RetentionRule.IsLow(space) ? RetentionRule.Measure(now, times) : null;

    private void Count(GcReply reply)
    {
        _deleted += reply.Deleted;
        _deletedInStep += reply.Deleted;
        _freed += reply.FreedBytes;
        foreach (var job in reply.Jobs.Where(static job => job.Reason.StartsWith("delete_failed", StringComparison.Ordinal)))
        {
            _failed++;
            _failure ??= $"{job.JobId}: {job.Reason}";
        }
    }
}
