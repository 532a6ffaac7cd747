namespace AgentExec.Contracts.Tools;

/// <summary>When to poll again after polls without output (exec-process §3).</summary>
public static class RetryLadder
{
    private static readonly int[] Steps = [5_000, 10_000, 30_000, 60_000];

    /// <summary>Milliseconds.</summary>
    /// <param name="emptyPolls">How many polls in a row had nothing before this one, which has nothing either.</param>
    public static int Next(int emptyPolls) => Steps[Math.Clamp(emptyPolls, 0, Steps.Length - 1)];
}
