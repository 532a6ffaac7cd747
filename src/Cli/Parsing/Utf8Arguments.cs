using System.Text.Unicode;

namespace AgentExec.Cli.Parsing;

/// <summary>
/// Arguments that are not UTF-8 are refused (contract A2). The runtime has replaced bad bytes by U+FFFD before we see them, so only then
/// the kernel's copy is asked; a U+FFFD that was typed is fine.
/// </summary>
internal static class Utf8Arguments
{
    private const char Replacement = '\uFFFD';

    public static void Check(string[] args, Func<byte[]?> raw)
    {
        var suspect = Array.FindIndex(args, static arg => arg.Contains(Replacement));
        if (suspect < 0) return;
        // Without the kernel's copy nobody knows what was meant, and a mangled command must not run.
        if (raw() is { } bytes && Utf8.IsValid(bytes)) return;
        throw new UsageException($"argument {suspect + 1} is not valid UTF-8; arguments must be UTF-8 text");
    }
}
