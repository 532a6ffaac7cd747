using System.Globalization;
using System.Text;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Patterns are written in the dialect of the original tool (Rust's regex syntax; contract A19), which .NET reads almost as it is. What it would
/// read otherwise without complaint is rewritten here.
/// </summary>
public static class RegexDialect
{
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["alnum"] = "0-9A-Za-z", ["alpha"] = "A-Za-z", ["ascii"] = @"\x00-\x7F", ["blank"] = @"\t ", ["cntrl"] = @"\x00-\x1F\x7F", ["digit"] = "0-9",
        ["graph"] = "!-~", ["lower"] = "a-z", ["print"] = " -~", ["punct"] = @"!-/:-@\[-`{-~", ["space"] = @"\t\n\v\f\r ", ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_", ["xdigit"] = "0-9A-Fa-f",
    };

    /// <exception cref="ArgumentException">Something that has no counterpart.</exception>
    public static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var at = 0; at < pattern.Length;)
        {
            var rest = pattern.AsSpan(at);
            if (rest[0] == '\\') at += Escape(rest, result);
            else if (inClass && rest.StartsWith("[:")) at += NamedClass(rest, result);
            else if (!inClass && rest.StartsWith("(?P<"))
            {
                result.Append("(?<");
                at += 4;
            }
            else
            {
                inClass = rest[0] switch { '[' => true, ']' => false, _ => inClass };
                result.Append(rest[0]);
                at++;
            }
        }

        return result.ToString();
    }

    // \x{1F600} and \u{1F600} name a character; \pL is \p{L}; \z is the very end, as is $ in a text without line feeds.
    private static int Escape(ReadOnlySpan<char> rest, StringBuilder result)
    {
        if (rest.Length > 3 && rest[1] is 'x' or 'u' or 'U' && rest[2] == '{' && rest.IndexOf('}') is > 3 and var end)
        {
            if (!int.TryParse(rest[3..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar) || !Rune.IsValid(scalar))
                throw new ArgumentException($"{rest[..(end + 1)]} is no character");
            foreach (var unit in new Rune(scalar).ToString()) result.Append($"\\u{(int)unit:X4}");
            return end + 1;
        }

        if (rest.Length > 2 && rest[1] is 'p' or 'P' && char.IsAsciiLetter(rest[2]))
        {
            result.Append($"\\{rest[1]}{{{rest[2]}}}");
            return 3;
        }

        var length = Math.Min(2, rest.Length);
        result.Append(rest[..length]);
        return length;
    }

    private static int NamedClass(ReadOnlySpan<char> rest, StringBuilder result)
    {
        var end = rest.IndexOf(":]");
        if (end < 0 || !Classes.TryGetValue(rest[2..end].ToString(), out var members))
            throw new ArgumentException($"unknown character class in {rest[..Math.Min(rest.Length, 12)]}");
        result.Append(members);
        return end + 2;
    }
}
