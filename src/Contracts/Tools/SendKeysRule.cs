using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>What <c>send-keys</c> types, or why it cannot.</summary>
/// <param name="Bytes">Null when it is refused.</param>
/// <param name="Error">Null when it is not.</param>
public sealed record KeyInput(KeyBytes? Bytes, string? Error)
{
    /// <summary>Hides what is typed.</summary>
    public override string ToString() => Error is null ? "KeyInput" : "KeyInput(refused)";
}

/// <summary>The bytes of <c>send-keys</c> (exec-process §5).</summary>
public static class SendKeysRule
{
    /// <summary>Why a call without any of the three is refused.</summary>
    public const string Nothing = "nothing to send: send-keys needs literal, hex or keys";

    private const int QuotedChars = 40;

    /// <summary>Literal text, then bytes, then keys. One bad item refuses all, and every bad one is named.</summary>
    public static KeyInput Build(string? literal, IReadOnlyList<string> hex, IReadOnlyList<string> keys)
    {
        if (string.IsNullOrEmpty(literal) && hex.Count == 0 && keys.Count == 0) return new KeyInput(null, Nothing);
        var parsed = keys.Select(key => (Name: key, Bytes: KeyNames.TryParse(key))).ToList();
        var unknown = parsed.Where(key => key.Bytes is null).Select(key => key.Name).ToList();
        if (!HexBytes.TryParse(hex, out var bytes, out var bad) || unknown.Count > 0) return new KeyInput(null, Refusal(bad, unknown));
        byte[] before = [.. Encoding.UTF8.GetBytes(literal ?? ""), .. bytes];
        return new KeyInput(new KeyBytes(
            [.. before, .. parsed.SelectMany(key => key.Bytes!.Normal)], [.. before, .. parsed.SelectMany(key => key.Bytes!.Application)]), null);
    }

    private static string Refusal(IReadOnlyList<string> hex, IReadOnlyList<string> keys)
    {
        var sentences = new List<string>();
        if (hex.Count > 0) sentences.Add($"no hexadecimal bytes: {List(hex)} (pairs of digits like 1b or 0x1b)");
        if (keys.Count > 0) sentences.Add($"unknown keys: {List(keys)}; known are {KeyNames.Known}");
        return string.Join("; ", sentences) + "; nothing was sent";
    }

    private static string List(IReadOnlyList<string> items) =>
        string.Join(", ", items.Select(item => item.Length == 0 ? "\"\"" : item.Length <= QuotedChars ? item : item[..QuotedChars] + "…"));
}
