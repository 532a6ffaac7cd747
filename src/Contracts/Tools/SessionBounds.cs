using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tools;

/// <summary>The numbers of the tools within their bounds, by the names that users know them by. What was out of bounds is said in the warnings.</summary>
public static class SessionBounds
{
    /// <param name="given">Milliseconds.</param>
    /// <param name="warnings">Gets a sentence when it was out of bounds.</param>
    /// <param name="name">Of the parameter, or of the setting it came from.</param>
    public static int YieldMs(long given, List<string> warnings, string name = "yieldMs") =>
        (int)Clamp.To(given, SessionRules.LeastYieldMs, SessionRules.MostYieldMs, name, "ms", warnings);

    public static int CleanupMs(long given, List<string> warnings, string name = "cleanup_ms") =>
        (int)Clamp.To(given, SessionRules.LeastCleanupMs, SessionRules.MostCleanupMs, name, "ms", warnings);

    public static int OutputChars(long given, List<string> warnings, string name = "max_output_chars") =>
        (int)Clamp.To(given, SessionRules.LeastOutputChars, SessionRules.MostOutputChars, name, "", warnings);

    public static int InputWaitIdleMs(long given, List<string> warnings) => (int)Clamp.To(given, 0, int.MaxValue, "input_wait_idle_ms", "ms", warnings);

    /// <summary>Number or count of lines of <c>log</c>; null stays null.</summary>
    public static long? Lines(long? given, string name, List<string> warnings) =>
        given is { } lines ? Clamp.To(lines, 0, long.MaxValue, name, "lines", warnings) : null;

    public static TerminalSize Size(int columns, int rows, List<string> warnings) => new(
        (int)Clamp.To(columns, 1, TerminalSize.Most, "columns", "characters", warnings), (int)Clamp.To(rows, 1, TerminalSize.Most, "rows", "lines", warnings));
}
