using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>Output as it is read by people: without what only a terminal understands (ECMA-48).</summary>
public static class AnsiText
{
    private const char Escape = '\u001b', Bell = '\u0007', ControlSequence = '\u009b', Terminator = '\u009c';

    /// <summary>Drops escape sequences; one without an end takes nothing with it but its introducer.</summary>
    public static string Strip(string text)
    {
        if (text.AsSpan().IndexOfAny(Escape, ControlSequence) < 0) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] is Escape or ControlSequence ? SequenceLength(text.AsSpan(at)) : 0;
            if (length == 0) plain.Append(text[at++]);
            else at += length;
        }

        return plain.ToString();
    }

    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        if (text[0] == ControlSequence) return 1 + ControlLength(text[1..]);
        if (text.Length == 1) return 1;
        return text[1] switch
        {
            '[' => 2 + ControlLength(text[2..]),
            // Operating system command, device control, start of string, privacy message, application command.
            ']' or 'P' or 'X' or '^' or '_' => 2 + StringLength(text[2..]),
            _ => ShortLength(text),
        };
    }

    // Parameters and intermediates, then one final character.
    private static int ControlLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange(' ', '?');
        return end < 0 ? text.Length : text[end] is >= '@' and <= '~' ? end + 1 : end;
    }

    // Until BEL or the string terminator.
    private static int StringLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(Bell, Terminator, Escape);
        if (end < 0) return 0;
        return text[end] != Escape ? end + 1 : end + 1 < text.Length && text[end + 1] == '\\' ? end + 2 : 0;
    }

    private static int ShortLength(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && text[end] is >= ' ' and <= '/') end++;
        return end < text.Length && text[end] is >= '0' and <= '~' ? end + 1 : 1;
    }
}
