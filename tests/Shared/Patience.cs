using System.Diagnostics;

namespace AgentExec.Tests.Shared;

/// <summary>How long any test waits for anything before it fails. Never part of a success: tests wait on facts, not on time.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks until it is so. For what the system tells nobody; anything else is waited for by its own signal.</summary>
    public static void Until(Func<bool> isSo, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > Limit) throw new TimeoutException($"never came true: {what}");
            Thread.Sleep(LookAgainAfter);
        }
    }
}
