namespace AgentExec.Contracts.Tools;

/// <summary>The numbers of the tools, with their units (exec-process §2 to §8).</summary>
public static class SessionRules
{
    public const int DefaultYieldMs = 10_000, LeastYieldMs = 10, MostYieldMs = 120_000;

    public const int DefaultTimeoutSeconds = 1800;

    public const int DefaultCleanupMs = 30 * 60_000, LeastCleanupMs = 60_000, MostCleanupMs = 3 * 3_600_000;

    public const int LongestPollMs = 120_000;

    /// <summary>
    /// How many characters of output one answer holds. The upper bound is what fits into a message: a character may need six bytes as JSON.
    /// </summary>
    public const int DefaultOutputChars = 200_000, LeastOutputChars = 1000, MostOutputChars = 500_000;

    public const int TailChars = 2000;

    public const int DefaultInputWaitIdleMs = 15_000;

    /// <summary>How many lines <c>log</c> shows when nothing is said.</summary>
    public const int DefaultLogLines = 200;

    /// <summary>How long input is offered to a command that does not read.</summary>
    public const int InputLimitMs = 10_000;
}
