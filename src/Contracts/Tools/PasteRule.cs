using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>The bytes of <c>paste</c> (exec-process §3).</summary>
public static class PasteRule
{
    private const string Begin = "\u001b[200~", End = "\u001b[201~";

    /// <summary>UTF-8, between the marks of a bracketed paste when it is one. A text must not end its own paste: it has no end mark then, also none that is left by taking one out.</summary>
    public static byte[] Build(string text, bool bracketed) => Encoding.UTF8.GetBytes(bracketed ? Begin + WithoutEnd(text) + End : text);

    private static string WithoutEnd(string text)
    {
        if (!text.Contains(End, StringComparison.Ordinal)) return text;
        var (kept, count) = (new char[text.Length], 0);
        foreach (var c in text)
        {
            kept[count++] = c;
            if (c == End[^1] && kept.AsSpan(0, count).EndsWith(End)) count -= End.Length;
        }

        return new string(kept, 0, count);
    }
}
