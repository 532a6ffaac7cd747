using AgentExec.Actors.Registry;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>
/// One sweep in at most three steps, each a <c>gc</c> in parts: remove what is beyond the limits; if less than 5 % are free then, measure what is left; if
/// that is enough, remove the oldest.
/// </summary>
internal sealed class RetentionRun(RetentionReason reason, RetentionSettings settings, DateTimeOffset now, RetentionTimes times)
{
    private readonly List<string> _failures = [];
    private int _deleted;
    private long _freed, _removable;
    private bool _isMeasured;

    /// <summary>The request to send now; null when the sweep is over.</summary>
    public GcRequest? Current { get; private set; }

    /// <param name="space">As it is now.</param>
    public void Begin(FileSystemFacts space) => Current = RetentionRule.ByLimits(settings, now, times) ?? MeasureIfLow(space);

    /// <summary>Takes the answer to <see cref="Current"/> and goes on.</summary>
    public void Take(GcReply reply, FileSystemFacts space)
    {
        var request = Current!;
        if (request.DryRun) _removable += reply.FreedBytes;
        else Count(reply);
        Current = reply.Next is { } next ? request with { After = next, RequestId = Guid.NewGuid().ToString("N") }
            : request.DryRun ? FreeIfEnough(RetentionRule.Missing(space))
            : _isMeasured ? null
            : MeasureIfLow(space);
    }

    /// <param name="endedAt">The time now.</param>
    /// <param name="error">Why the sweep ended early; null when it did not.</param>
    public RetentionRecord Result(DateTimeOffset endedAt, string? error) => new()
    {
        NextRunAt = Timestamp.Format(endedAt + times.SweepInterval),
        LastRunAt = Timestamp.Format(endedAt),
        Reason = reason,
        Deleted = _deleted,
        FreedBytes = _freed,
        Error = error ?? _failures.Count switch { 0 => null, 1 => _failures[0], var count => $"{_failures[0]}; and {count - 1} more" },
    };

    private GcRequest? MeasureIfLow(FileSystemFacts space)
    {
        _isMeasured = true;
        return RetentionRule.Missing(space) > 0 ? RetentionRule.Measure(now, times) : null;
    }

    // Somebody else filled the disk: every job would go, and it would be full all the same.
    private GcRequest? FreeIfEnough(ulong missing)
    {
        if (missing == 0) return null;
        if ((ulong)_removable >= missing) return RetentionRule.Free((ulong)_removable, missing, now, times);
        _failures.Add($"{missing} bytes are missing until 5 % are free and the ended jobs take {_removable}: nothing was removed for space; free some elsewhere");
        return null;
    }

    private void Count(GcReply reply)
    {
        _deleted += reply.Deleted;
        _freed += reply.FreedBytes;
        foreach (var job in reply.Jobs)
            if (GcPolicy.HasFailed(job.Reason))
                _failures.Add($"{job.JobId}: {job.Reason}");
    }
}
