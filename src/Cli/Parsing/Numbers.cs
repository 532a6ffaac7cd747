using System.Globalization;
using AgentExec.Cli.Output;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli.Parsing;

/// <summary>Numbers of the command line (contract A2).</summary>
internal static class Numbers
{
    /// <summary>Digits only, at most 64 bits: null for a sign, fraction, exponent, suffix, blank or digit of another script.</summary>
    public static ulong? TryParse(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Digits, and maybe a point and more digits; null for anything else.</summary>
    public static double? TryParseFraction(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A bare number of milliseconds, or a duration with units (contract B20).</summary>
    public static ulong? TryParseMilliseconds(string text) => TryParse(text) ?? DurationText.TryParseMilliseconds(text);

    /// <summary>Seconds, maybe with a fraction, or a duration with units.</summary>
    public static double? TryParseSeconds(string text) => TryParseFraction(text) ?? (DurationText.TryParseMilliseconds(text) is { } milliseconds ? milliseconds / 1000d : null);

    public static string DurationRefusal(string option, string text, string unit) =>
        $"invalid value {StderrText.Quote(text)} for '{option}': expected {unit} as a bare number, or a duration ({DurationText.Expected}), at most {ulong.MaxValue}ms";

    public static string Refusal(string option, string text) =>
        $"invalid value {StderrText.Quote(text)} for '{option}': expected a whole number from 0 to {ulong.MaxValue}, without sign or unit";
}
