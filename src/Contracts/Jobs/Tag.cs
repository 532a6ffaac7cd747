using System.Buffers;

namespace AgentExec.Contracts.Jobs;

/// <summary>Tags and the patterns that select them (contract A18).</summary>
public static class Tag
{
    /// <summary>What a tag is, for error texts.</summary>
    public const string Form = "letters, digits and hyphens in segments joined by '.'";

    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Segments of letters, digits and hyphens, joined by dots.</summary>
    public static bool IsValid(string tag) => tag.Split('.').All(segment => segment.Length > 0 && !segment.AsSpan().ContainsAnyExcept(SegmentCharacters));

    /// <summary>A tag, or a tag and <c>.*</c> for it and everything below it.</summary>
    public static bool IsValidPattern(string pattern) => IsValid(Stem(pattern));

    public static bool Matches(string pattern, string tag) => pattern.EndsWith(".*", StringComparison.Ordinal)
        ? tag == Stem(pattern) || tag.StartsWith(Stem(pattern) + ".", StringComparison.Ordinal)
        : tag == pattern;

    private static string Stem(string pattern) => pattern.EndsWith(".*", StringComparison.Ordinal) ? pattern[..^2] : pattern;
}
