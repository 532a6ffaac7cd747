using System.Globalization;

namespace AgentExec.Contracts.Tools;

/// <summary>Bytes written as hexadecimal digits, for <c>send-keys</c>.</summary>
public static class HexBytes
{
    /// <summary>Each item is one or more pairs of digits, with or without <c>0x</c> before them: <c>1b</c>, <c>0x1b</c>, <c>1b5b41</c>.</summary>
    /// <param name="items">In order.</param>
    /// <param name="bytes">Of all good items.</param>
    /// <param name="bad">The others, as they were given.</param>
    /// <returns>Whether all were good.</returns>
    public static bool TryParse(IReadOnlyList<string> items, out byte[] bytes, out IReadOnlyList<string> bad)
    {
        var (read, refused) = (new List<byte>(), new List<string>());
        foreach (var item in items)
        {
            var digits = item.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? item.AsSpan(2) : item;
            if (digits.IsEmpty || digits.Length % 2 != 0 || !IsHex(digits))
            {
                refused.Add(item);
                continue;
            }

            for (var at = 0; at < digits.Length; at += 2) read.Add(byte.Parse(digits.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }

        (bytes, bad) = ([.. read], refused);
        return refused.Count == 0;
    }

    private static bool IsHex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
            if (!char.IsAsciiHexDigit(digit)) return false;
        return true;
    }
}
