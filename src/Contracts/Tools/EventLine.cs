using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>The end of a session's output on one line, for its event (exec-process §4).</summary>
public static class EventLine
{
    /// <summary>How much of the output is looked at, and how much of that is said.</summary>
    public const int LookedAt = 400, MostChars = 180;

    private const string Cut = "…";

    /// <summary>Without escape sequences, white space and control characters as one space; the end when it is too long. Empty when there is nothing to say.</summary>
    public static string Of(string tail)
    {
        var plain = AnsiText.Strip(tail);
        var line = Squeeze(plain.AsSpan(Boundary(plain, plain.Length - LookedAt)));
        return line.Length <= MostChars ? line : Cut + line[Boundary(line, line.Length - MostChars + Cut.Length)..].TrimStart();
    }

    private static string Squeeze(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsControl(c) && !char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        return line.ToString().TrimEnd();
    }

    // A pair of surrogates is not split.
    private static int Boundary(string text, int from) => from <= 0 ? 0 : char.IsLowSurrogate(text[from]) ? from + 1 : from;
}
