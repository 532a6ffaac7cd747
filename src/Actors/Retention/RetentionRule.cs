using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>When a sweep is due, and what it asks of <c>gc</c> (contract B27).</summary>
public static class RetentionRule
{
    /// <summary>One part in so many of the file system is to be free: 5 %.</summary>
    private const ulong FreePart = 20;

    // No calendar is as long; more would overflow.
    private const long MostDays = 10_000_000;

    /// <summary>Why a sweep is due now; null when none is.</summary>
    /// <param name="last">The last one, null when there was none.</param>
    /// <param name="quietUntil">Until then lack of space starts none: the last one did not help.</param>
    public static RetentionReason? Due(RetentionRecord? last, FileSystemFacts space, DateTimeOffset quietUntil, DateTimeOffset now, RetentionTimes times) =>
        IsLow(space) && now >= quietUntil ? RetentionReason.LowSpace
        : IsDayOver(last, now, times) ? RetentionReason.Daily
        : null;

    /// <summary>Whether the daily sweep is due. A record from the future is of a clock that was wrong.</summary>
    public static bool IsDayOver(RetentionRecord? last, DateTimeOffset now, RetentionTimes times) =>
        Timestamp.TryParse(last?.LastRunAt) is not { } ran || now - ran >= times.SweepInterval || ran > now;

    /// <summary>Whether less than 5 % is free. A file system that does not tell its size never is.</summary>
    public static bool IsLow(FileSystemFacts space) => Missing(space) > 0;

    /// <summary>Bytes that have to go until 5 % are free.</summary>
    public static ulong Missing(FileSystemFacts space) =>
        space.Bytes / FreePart is var wanted && wanted > space.FreeBytes ? wanted - space.FreeBytes : 0;

    /// <summary>Removes what the settings say; null when they limit nothing.</summary>
    public static GcRequest? ByLimits(RetentionSettings settings, DateTimeOffset now, RetentionTimes times)
    {
        if (settings is { KeepDays: 0, MaxBytes: 0 }) return null;
        var age = settings.KeepDays == 0 ? null : Age.Parse($"{Math.Min(settings.KeepDays, MostDays)}d");
        return Spare(now, times) with
        {
            Cutoff = age?.CutoffAt(now) ?? "", OlderThan = age?.Text ?? "", MaxBytes = settings.MaxBytes == 0 ? null : (ulong)settings.MaxBytes,
        };
    }

    /// <summary>Removes nothing, and measures all that could be removed.</summary>
    public static GcRequest Measure(DateTimeOffset now, RetentionTimes times) => Spare(now, times) with { MaxBytes = 0, DryRun = true };

    /// <summary>Removes the oldest, until so many bytes are free that were missing.</summary>
    /// <param name="removable">What <see cref="Measure"/> has found.</param>
    /// <param name="missing">What <see cref="Missing"/> says.</param>
    public static GcRequest Free(ulong removable, ulong missing, DateTimeOffset now, RetentionTimes times) =>
        Spare(now, times) with { MaxBytes = removable > missing ? removable - missing : 0 };

    // Whoever started a job still wants to read its end.
    private static GcRequest Spare(DateTimeOffset now, RetentionTimes times) =>
        new() { Cutoff = "", OlderThan = "", EndedBefore = Timestamp.Format(now - times.Spare)[..19] };
}
