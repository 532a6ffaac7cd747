using AgentExec.Actors.Registry;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>When a sweep is due, and which <c>gc</c> requests it makes (contract B27).</summary>
public static class RetentionRule
{
    /// <summary>One part in so many of the file system is to be free: 5 %.</summary>
    private const ulong FreePart = 20;

    // No calendar is as long; more would overflow.
    private const long MostDays = 10_000_000;

    /// <summary>Why a sweep is due now; null when none is.</summary>
    /// <param name="record">The last one.</param>
    /// <param name="space">The root's file system.</param>
    /// <param name="quietUntil">None is due before.</param>
    /// <param name="now">The time.</param>
    /// <param name="times">The intervals.</param>
    public static RetentionReason? Due(RetentionRecord record, FileSystemFacts space, DateTimeOffset quietUntil, DateTimeOffset now, RetentionTimes times) =>
        now < quietUntil ? null
        : IsLow(space) ? RetentionReason.LowSpace
        : IsDayOver(record, now, times) ? RetentionReason.Daily
        : null;

    /// <summary>The record of a root that has none: jobs that were kept until now are kept for another day, in which the user may read of it.</summary>
    public static RetentionRecord First(DateTimeOffset now, RetentionTimes times) => new() { NextRunAt = Timestamp.Format(now + times.SweepInterval) };

    /// <summary>The record after a daily sweep that is switched off: whoever switches it on has up to a day to think again.</summary>
    public static RetentionRecord Skipped(RetentionRecord record, DateTimeOffset now, RetentionTimes times) =>
        record with { NextRunAt = First(now, times).NextRunAt };

    /// <summary>Whether less than 5 % of the bytes or inodes are free. A file system that does not count them never is low.</summary>
    public static bool IsLow(FileSystemFacts space) => Missing(space) > 0 || space.Inodes / FreePart > space.FreeInodes;

    /// <summary>Bytes to free until 5 % are free.</summary>
    public static ulong Missing(FileSystemFacts space) =>
        space.Bytes / FreePart is var wanted && wanted > space.FreeBytes ? wanted - space.FreeBytes : 0;

    /// <summary>Removes what is beyond the limits; null when there are none.</summary>
    public static GcRequest? ByLimits(RetentionSettings settings, DateTimeOffset now, RetentionTimes times)
    {
        if (settings is { KeepDays: 0, MaxBytes: 0 }) return null;
        var age = settings.KeepDays == 0 ? null : Age.Parse($"{Math.Min(settings.KeepDays, MostDays)}d");
        return Careful(now, times) with
        {
            Cutoff = age?.CutoffAt(now) ?? "", OlderThan = age?.Text ?? "", MaxBytes = settings.MaxBytes == 0 ? null : (ulong)settings.MaxBytes,
        };
    }

    /// <summary>Removes nothing, and measures all that could be removed.</summary>
    public static GcRequest Measure(DateTimeOffset now, RetentionTimes times) => Careful(now, times) with { MaxBytes = 0, DryRun = true };

    /// <summary>Removes the oldest, so that the missing bytes are free.</summary>
    /// <param name="removable">The bytes that <see cref="Measure"/> found; at least <paramref name="missing"/>.</param>
    /// <param name="missing">The result of <see cref="Missing"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="times">The intervals.</param>
    public static GcRequest Free(ulong removable, ulong missing, DateTimeOffset now, RetentionTimes times) =>
        Careful(now, times) with { MaxBytes = removable - missing };

    // A record from the future is of a clock that was wrong.
    private static bool IsDayOver(RetentionRecord record, DateTimeOffset now, RetentionTimes times) =>
        Timestamp.TryParse(record.NextRunAt) is not { } due || now >= due || due - now > times.SweepInterval;

    // The owner of a job wants to read its end, and a session is listed for up to three hours.
    private static GcRequest Careful(DateTimeOffset now, RetentionTimes times) =>
        new() { Cutoff = "", OlderThan = "", EndedBefore = GcPolicy.Compared(Timestamp.Format(now - times.Spare)), KeepUntold = true };
}
