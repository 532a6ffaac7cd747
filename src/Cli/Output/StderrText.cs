using System.Text;

namespace AgentExec.Cli.Output;

/// <summary>
/// Text for people on stderr. A reader of both streams must never take it for an answer: no line begins with a brace (contract A3).
/// </summary>
internal static class StderrText
{
    public static byte[] ToBytes(string text) => Encoding.UTF8.GetBytes(Harmless(text) + "\n");

    /// <summary>The text with a space before every line that begins with a brace.</summary>
    public static string Harmless(string text)
    {
        var spaced = text.StartsWith('{') ? " " + text : text;
        return spaced.Replace("\n{", "\n {", StringComparison.Ordinal).Replace("\r{", "\r {", StringComparison.Ordinal);
    }

    /// <summary>An input in quotes, on one line, with control characters made visible.</summary>
    public static string Quote(string input)
    {
        var text = new StringBuilder("'");
        foreach (var letter in input)
        {
            if (char.IsControl(letter)) text.Append($"\\u{(int)letter:x4}");
            else text.Append(letter);
        }

        return text.Append('\'').ToString();
    }
}
