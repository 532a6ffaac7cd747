namespace AgentExec.Contracts.Rules;

/// <summary>What a text must be that the system gets as a word, a path or a variable.</summary>
public static class TextRule
{
    /// <summary>Null is no text to refuse.</summary>
    public static Breach? Of(string field, string? text)
    {
        if (text is null) return null;
        // The system would end the text there, and run or name something else than was said.
        if (text.Contains('\0')) return new Breach(field, "must not contain a NUL character");
        // Half a surrogate pair has no bytes: the system would get another character.
        return IsUnicode(text) ? null : new Breach(field, "must be valid Unicode");
    }

    public static Breach? OfEach(string field, IEnumerable<string?> texts) => texts.Select(text => Of(field, text)).FirstOrDefault(breach => breach is not null);

    /// <summary>A path that means the same on both sides; null is none to refuse.</summary>
    public static Breach? OfPath(string field, string? path) =>
        Of(field, path) ?? (path is null || path.StartsWith('/') ? null : new Breach(field, "must be an absolute path"));

    private static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at; rest = rest[(at + 2)..])
            if (at + 1 == rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
                return false;
        return true;
    }
}
