using System.Globalization;
using System.Text;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Patterns are written in the dialect of the original tool (Rust's regex syntax; contract A19), which .NET reads almost as it is. What it would
/// read otherwise without complaint is rewritten here, or refused where .NET has nothing like it.
/// </summary>
public static class RegexDialect
{
    /// <summary>How deep groups may lie in each other, as in the original; .NET takes seconds for a hundred thousand and then finds nothing.</summary>
    public const int DeepestGroup = 250;

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
        var (inClass, depth) = (false, 0);
        for (var at = 0; at < pattern.Length;)
        {
            var rest = pattern.AsSpan(at);
            at += rest[0] == '\\' ? Escape(rest, result, inClass) : inClass ? Member(rest, result, ref inClass) : Plain(rest, result, ref inClass, ref depth);
        }

        return result.ToString();
    }

    private static int Plain(ReadOnlySpan<char> rest, StringBuilder result, ref bool inClass, ref int depth)
    {
        if (rest[0] == '[') return OpenClass(rest, result, out inClass);
        if (rest[0] == '(' && ++depth > DeepestGroup) throw new ArgumentException($"groups lie deeper than {DeepestGroup} in each other");
        if (rest[0] == ')') depth--;
        // One character, though .NET sees two: what follows may repeat it.
        if (rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1])) return Take(2, $"(?:{rest[..2]})", result);
        return rest.StartsWith("(?P<") ? Take(4, "(?<", result) : Take(1, rest[..1], result);
    }

    // A bracket that closes at once is a member.
    private static int OpenClass(ReadOnlySpan<char> rest, StringBuilder result, out bool inClass)
    {
        inClass = true;
        var length = rest.StartsWith("[^") ? 2 : 1;
        result.Append(rest[..length]);
        return rest.Length > length && rest[length] == ']' ? Take(length + 1, @"\]", result) : length;
    }

    private static int Member(ReadOnlySpan<char> rest, StringBuilder result, ref bool inClass)
    {
        if (rest.StartsWith("[:")) return NamedClass(rest, result);
        if (rest[0] == '[') throw new ArgumentException(@"a character class within another is not supported; a bracket alone is written \[");
        if (rest.StartsWith("&&") || rest.StartsWith("--") || rest.StartsWith("~~"))
            throw new ArgumentException($"{rest[..2]} in a character class is not supported");
        if (char.IsSurrogate(rest[0])) throw new ArgumentException("a character class can only hold characters up to U+FFFF");
        inClass = rest[0] != ']';
        return Take(1, rest[..1], result);
    }

    // \x{1F600} and \u{1F600} name a character; \pL is \p{L}; \z is the very end, as is $ in a text without line feeds.
    private static int Escape(ReadOnlySpan<char> rest, StringBuilder result, bool inClass)
    {
        if (rest.Length > 3 && rest[1] is 'x' or 'u' or 'U' && rest[2] == '{' && rest.IndexOf('}') is > 3 and var end)
            return Take(end + 1, Character(rest[3..end], inClass), result);
        if (rest.Length > 2 && rest[1] is 'p' or 'P' && char.IsAsciiLetter(rest[2])) return Take(3, $"\\{rest[1]}{{{rest[2]}}}", result);
        if (rest.Length > 1 && rest[1] is '<' or '>' || rest.Length > 2 && rest[1] is 'b' or 'B' && rest[2] == '{')
            throw new ArgumentException($"{rest[..2]} as the beginning or end of a word is not supported: use \\b");
        var length = Math.Min(2, rest.Length);
        return Take(length, rest[..length], result);
    }

    private static string Character(ReadOnlySpan<char> digits, bool inClass)
    {
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar) || !Rune.IsValid(scalar))
            throw new ArgumentException($"{digits} is the number of no character");
        var units = string.Concat(new Rune(scalar).ToString().Select(unit => $"\\u{(int)unit:X4}"));
        if (scalar <= char.MaxValue) return units;
        return inClass ? throw new ArgumentException("a character class can only hold characters up to U+FFFF") : $"(?:{units})";
    }

    private static int NamedClass(ReadOnlySpan<char> rest, StringBuilder result)
    {
        var end = rest.IndexOf(":]");
        if (end < 2 || !Classes.TryGetValue(rest[2..end].ToString(), out var members))
            throw new ArgumentException($"unknown character class in {rest[..Math.Min(rest.Length, 12)]}");
        return Take(end + 2, members, result);
    }

    private static int Take(int length, ReadOnlySpan<char> translated, StringBuilder result)
    {
        result.Append(translated);
        return length;
    }
}
