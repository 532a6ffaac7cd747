namespace AgentExec.Cli.Output;

/// <summary>Which level is in force (contract A25).</summary>
internal static class LogLevels
{
    /// <summary>The name by which <c>RUST_LOG</c> can address this program.</summary>
    public const string Target = "agent_exec";

    /// <summary>A valid <c>RUST_LOG</c> decides alone; otherwise the count of <c>-v</c>: none is warn, then info, debug, trace.</summary>
    public static LogLevel Select(string? rustLog, int verbosity) => TryParse(rustLog) ?? verbosity switch
    {
        <= 0 => LogLevel.Warn,
        1 => LogLevel.Info,
        2 => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    /// <summary>
    /// Reads a comma-separated list of <c>level</c> and <c>target=level</c>; the entry for <see cref="Target"/> goes before the bare level,
    /// and a list that speaks of other targets only means off. Null when any entry is not understood.
    /// </summary>
    public static LogLevel? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        LogLevel? everything = null, ours = null;
        foreach (var entry in text.Split(','))
        {
            var equals = entry.IndexOf('=');
            if (Level(entry[(equals + 1)..]) is not { } level) return null;
            if (equals < 0) everything = level;
            else if (equals == 0) return null;
            else if (entry[..equals].Trim() == Target) ours = level;
        }

        return ours ?? everything ?? LogLevel.Off;
    }

    private static LogLevel? Level(string text) => text.Trim().ToLowerInvariant() switch
    {
        "off" => LogLevel.Off,
        "error" => LogLevel.Error,
        "warn" => LogLevel.Warn,
        "info" => LogLevel.Info,
        "debug" => LogLevel.Debug,
        "trace" => LogLevel.Trace,
        _ => null,
    };
}
