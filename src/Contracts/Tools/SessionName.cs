using System.Buffers;
using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>What a session is called in lists: verb and target of its command (exec-process §4).</summary>
/// <remarks>
/// Only the first simple command counts, without assignments before it and without redirections: they say less than the program, and an
/// assignment may hold a secret.
/// </remarks>
public static class SessionName
{
    public const int MostChars = 48;

    private const string Cut = "…";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary><c>npm run</c> for <c>npm --silent run build</c>; the target is the first word behind the verb that is no option, else the second word.</summary>
    public static string Of(string command)
    {
        var words = CommandWords.Of(command);
        var verb = words.FindIndex(word => !IsAssignment(word));
        if (verb < 0) return words.Count == 0 ? "" : MiddleCut(words[0][..(words[0].IndexOf('=') + 1)] + Cut);
        var target = words.Skip(verb + 1).FirstOrDefault(word => !word.StartsWith('-')) ?? words.ElementAtOrDefault(verb + 1);
        return MiddleCut(OneLine(target is null ? words[verb] : $"{words[verb]} {target}"));
    }

    private static bool IsAssignment(string word)
    {
        var sign = word.IndexOf('=');
        return sign > 0 && !char.IsAsciiDigit(word[0]) && word.AsSpan(0, sign).IndexOfAnyExcept(Letters) < 0;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text) line.Append(char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c);
        return line.ToString().Trim();
    }

    // Both ends of a path say more than its middle.
    private static string MiddleCut(string text)
    {
        if (text.Length <= MostChars) return text;
        var (head, tail) = (MostChars / 2, text.Length - (MostChars - MostChars / 2 - Cut.Length));
        if (char.IsHighSurrogate(text[head - 1])) head--;
        if (char.IsLowSurrogate(text[tail])) tail++;
        return text[..head] + Cut + text[tail..];
    }
}
