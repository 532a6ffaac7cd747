using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>The two times of a call of <c>exec</c>: one in milliseconds, one in seconds.</summary>
internal static class ExecTimes
{
    /// <summary>A hundred years: beyond it every time is for ever.</summary>
    private const double MostSeconds = 36_500.0 * 86_400;

    /// <summary>Why nothing is run; null when it may be.</summary>
    public static string? Refusal(double? seconds) => seconds is double.NaN ? "timeout is not a number, and nothing was run" : null;

    /// <summary>When it is killed; zero is never.</summary>
    public static TimeSpan Timeout(double? given, ExecSettings settings, List<string> warnings)
    {
        var seconds = given ?? settings.TimeoutSeconds;
        var name = given is null ? "timeout_sec" : "timeout";
        if (seconds < 0) warnings.Add($"{name} is below 0 s and counts as 0: there is no timeout");
        // A time too short to count is none that was meant to be for ever.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(seconds, 0, MostSeconds) * 1000));
    }

    /// <summary>How long it stays in the foreground, in milliseconds.</summary>
    public static int Yield(long? given, ExecSettings settings, List<string> warnings) => given is { } milliseconds
        ? SessionBounds.YieldMs(milliseconds, warnings)
        : SessionBounds.YieldMs(settings.BackgroundMs, warnings, "background_ms");
}
