using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>The words of the first simple command of shell code, as far as a name needs them: quotes are taken off, nothing is expanded.</summary>
internal static class CommandWords
{
    /// <summary>A name needs no more, however long the code is.</summary>
    private const int MostChars = 4096;

    public static List<string> Of(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun, isRedirection, skipNext) = ('\0', false, false, false);
        command = command.TrimStart();
        var text = command.AsSpan(0, Math.Min(command.Length, MostChars));
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else if (c == '\\' && quote == '"' && at + 1 < text.Length && text[at + 1] is '"' or '\\' or '$' or '`') word.Append(text[++at]);
                else word.Append(c);
            }
            else if (c is '"' or '\'') (quote, begun) = (c, true);
            else if (c == '\\' && at + 1 < text.Length)
            {
                // A line that goes on in the next one.
                if (text[++at] != '\n') (begun, _) = (true, word.Append(text[at]));
            }
            else if (c is ' ' or '\t') End();
            else if (c is '\n' or '\r' or ';' or '|' || c == '&' && !IsOfRedirection(text, at)) break;
            else
            {
                if (c is '<' or '>' && IsNumber(word)) isRedirection = true;
                (begun, _) = (true, word.Append(c));
            }
        }

        End();
        return words;

        void End()
        {
            if (begun && !isRedirection && !skipNext) words.Add(word.ToString());
            // Its file may be the next word.
            if (begun) skipNext = isRedirection && word[^1] is '<' or '>' or '&' or '|';
            word.Clear();
            (begun, isRedirection) = (false, false);
        }
    }

    private static bool IsOfRedirection(ReadOnlySpan<char> text, int at) =>
        at > 0 && text[at - 1] is '<' or '>' || at + 1 < text.Length && text[at + 1] == '>';

    private static bool IsNumber(StringBuilder word)
    {
        for (var i = 0; i < word.Length; i++)
            if (!char.IsAsciiDigit(word[i]) && word[i] != '&') return false;
        return true;
    }
}
