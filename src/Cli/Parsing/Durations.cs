using AgentExec.Contracts.Rules;

namespace AgentExec.Cli.Parsing;

/// <summary>
/// Numbers of the command line are unsigned 64-bit (contract A2), times behind it are not. A time beyond the cap is as good as for ever and
/// becomes the cap, so that no sum with a date and no count of nanoseconds in 64 bits can overflow.
/// </summary>
internal static class Durations
{
    public static readonly TimeSpan Cap = NumberRule.LongestTime;

    public static TimeSpan FromMilliseconds(ulong milliseconds) =>
        milliseconds < (ulong)Cap.TotalMilliseconds ? TimeSpan.FromMilliseconds((long)milliseconds) : Cap;

    /// <summary>A number that is clamped and spoken of later: beyond the largest <see cref="long"/> it is that; null stays null.</summary>
    public static long? ToInt64(ulong? number) => number is { } given ? (long)Math.Min(given, long.MaxValue) : null;

    /// <summary>A count; beyond the largest <see cref="int"/> it is that.</summary>
    public static int ToInt32(ulong count) => count < int.MaxValue ? (int)count : int.MaxValue;
}
