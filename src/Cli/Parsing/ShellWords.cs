using System.Buffers;

namespace AgentExec.Cli.Parsing;

/// <summary>Words of a command line as shell code (POSIX shells); pure.</summary>
internal static class ShellWords
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-+,:@%";

    private static readonly SearchValues<char> Plain = SearchValues.Create(Letters + "="), PlainFirst = SearchValues.Create(Letters);

    /// <summary>One word is shell code as it is; several are quoted where they need it, so that the shell sees these very words.</summary>
    public static string Join(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : string.Join(' ', words.Select(Quote));

    // A first word with '=' would be an assignment.
    private static string Quote(string word, int index)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(index == 0 ? PlainFirst : Plain)) return word;
        return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
