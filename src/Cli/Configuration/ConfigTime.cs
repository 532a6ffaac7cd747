using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli.Configuration;

/// <summary>A time in the configuration file: a number in the unit of its key, or a text with units (contract B20).</summary>
internal static class ConfigTime
{
    /// <summary>Null for what is neither; more than 64 bits hold is the largest number, and clamped later.</summary>
    public static long? Milliseconds(object? value) => value switch
    {
        long number => number,
        string text => DurationText.TryParseMilliseconds(text) is { } time ? (long)Math.Min(time, long.MaxValue) : null,
        _ => null,
    };

    /// <summary>The same; a number may have a fraction.</summary>
    public static double? Seconds(object? value) => value switch
    {
        double number => number,
        long number => number,
        string text => DurationText.TryParseMilliseconds(text) is { } time ? time / 1000d : null,
        _ => null,
    };

    public static string Refusal(string key, string unit) => $"[exec] {key} is no time: expected a number of {unit}, or a text such as \"1h30m\" ({DurationText.Expected})";
}
