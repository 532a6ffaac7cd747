using System.Globalization;

namespace AgentExec.Contracts.Jobs;

/// <summary>Times as the contract writes them: UTC, whole seconds, <c>YYYY-MM-DDTHH:MM:SSZ</c> (A3).</summary>
public static class Timestamp
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes; null for anything else.</summary>
    public static DateTimeOffset? TryParse(string? text) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
