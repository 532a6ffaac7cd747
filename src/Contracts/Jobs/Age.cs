using System.Globalization;
using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Jobs;

/// <summary>How old a job must be for <c>gc</c> (contract A17, B16, B20): a duration with units, or a number of seconds.</summary>
public sealed record Age
{
    /// <summary>What holds when nobody says otherwise.</summary>
    public static readonly Age Default = Parse("30d");

    private Age(string text, ulong seconds) => (Text, Seconds) = (text, seconds);

    /// <summary>As given.</summary>
    public string Text { get; }

    public ulong Seconds { get; }

    /// <exception cref="AgentExecException">No duration and no number of seconds, or more seconds than 64 bits hold.</exception>
    public static Age Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (ulong.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var bare)) return new Age(text, bare);
        if (DurationText.TryParse(trimmed) is not { } milliseconds)
            throw Refuse($"invalid age '{text}': expected a duration such as 30d or 1h30m ({DurationText.Expected}); a bare number is seconds, at most {ulong.MaxValue}");
        // Rounded up: nothing may go before its time.
        var seconds = (milliseconds + 999) / 1000;
        return seconds <= ulong.MaxValue ? new Age(text, (ulong)seconds) : throw Refuse($"age '{text}' is too long: at most {ulong.MaxValue} seconds");
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

    private static AgentExecException Refuse(string message) => new(ErrorDetail.Internal(message));
}
