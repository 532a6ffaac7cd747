using System.Globalization;
using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Jobs;

/// <summary>How old a job must be for <c>gc</c> (contract A17, B16): a number with <c>d</c>, <c>h</c>, <c>m</c> or <c>s</c>, or of seconds.</summary>
public sealed record Age
{
    /// <summary>What holds when nobody says otherwise.</summary>
    public static readonly Age Default = Parse("30d");

    private Age(string text, ulong seconds) => (Text, Seconds) = (text, seconds);

    /// <summary>As given.</summary>
    public string Text { get; }

    public ulong Seconds { get; }

    /// <exception cref="AgentExecException">Not a number of days, hours, minutes or seconds, or more seconds than 64 bits hold.</exception>
    public static Age Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var unit = SecondsOf(trimmed.IsEmpty ? '\0' : trimmed[^1]);
        var digits = unit is null ? trimmed : trimmed[..^1];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            throw Refuse($"invalid age '{text}': expected a whole number and d, h, m or s, such as 30d; without a unit it is seconds");
        if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > ulong.MaxValue / (unit ?? 1))
            throw Refuse($"age '{text}' is too long: at most {ulong.MaxValue} seconds");
        return new Age(text, number * (unit ?? 1));
    }

    /// <summary>
    /// The time so long before <paramref name="now"/>, as text to compare the first 19 characters of others with; the beginning of the calendar when it
    /// would be before that.
    /// </summary>
    public string CutoffAt(DateTimeOffset now)
    {
        var sinceBegin = (ulong)(now - DateTimeOffset.MinValue).TotalSeconds;
        return Timestamp.Format(Seconds < sinceBegin ? now.AddSeconds(-(double)Seconds) : DateTimeOffset.MinValue)[..19];
    }

    private static ulong? SecondsOf(char unit) => unit switch { 'd' => 86_400, 'h' => 3_600, 'm' => 60, 's' => 1, _ => null };

    private static AgentExecException Refuse(string message) => new(ErrorDetail.Internal(message));
}
