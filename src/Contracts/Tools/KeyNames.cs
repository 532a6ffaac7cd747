using System.Buffers;
using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>What a key sends.</summary>
/// <param name="Normal">By itself.</param>
/// <param name="Application">When the program has asked for application cursor keys (<c>ESC[?1h</c>).</param>
public sealed record KeyBytes(byte[] Normal, byte[] Application)
{
    /// <summary>Hides what is typed.</summary>
    public override string ToString() => "KeyBytes";
}

/// <summary>Names of keys as tmux has them, sent as xterm sends them (exec-process §5).</summary>
public static class KeyNames
{
    /// <summary>All names and how to put modifiers before them, as an error text lists them.</summary>
    public static string Known { get; } =
        string.Join(", ", NamedKeys.Names) + ", a single character, each with C-, M-, S- before it in any order, and ^x for C-x";

    /// <summary>
    /// The name of a key whatever its case, or a character, which is itself; before it <c>C-</c>, <c>M-</c>, <c>S-</c> or <c>^</c>. Null for anything else, and for
    /// what no terminal can send.
    /// </summary>
    public static KeyBytes? TryParse(string name)
    {
        var modifiers = TakeModifiers(name, out var key);
        if (NamedKeys.Find(key) is { } named) return named.Encode(modifiers);
        if (Rune.DecodeFromUtf16(key, out var rune, out var used) != OperationStatus.Done || used != key.Length) return null;
        return Character(rune, modifiers) is { } bytes ? Same(modifiers.HasFlag(KeyModifiers.Meta) ? [0x1B, .. bytes] : bytes) : null;
    }

    internal static KeyBytes Same(byte[] bytes) => new(bytes, bytes);

    private static KeyModifiers TakeModifiers(string name, out string key)
    {
        var modifiers = KeyModifiers.None;
        while (true)
        {
            if (name.Length >= 2 && name[0] == '^') (modifiers, name) = (modifiers | KeyModifiers.Control, name[1..]);
            else if (name.Length >= 3 && name[1] == '-' && ModifierOf(name[0]) is var modifier and not KeyModifiers.None) (modifiers, name) = (modifiers | modifier, name[2..]);
            else break;
        }

        key = name;
        return modifiers;
    }

    private static KeyModifiers ModifierOf(char letter) => char.ToUpperInvariant(letter) switch
    {
        'C' => KeyModifiers.Control,
        'M' => KeyModifiers.Meta,
        'S' => KeyModifiers.Shift,
        _ => KeyModifiers.None,
    };

    private static byte[]? Character(Rune rune, KeyModifiers modifiers)
    {
        if (modifiers.HasFlag(KeyModifiers.Control)) return rune.IsAscii && ControlCode((char)rune.Value) is { } code ? [code] : null;
        var typed = modifiers.HasFlag(KeyModifiers.Shift) ? Rune.ToUpperInvariant(rune) : rune;
        return Encoding.UTF8.GetBytes(typed.ToString());
    }

    // As terminals have it since the VT220: letters lose three bits, digits stand for the signs above them.
    private static byte? ControlCode(char c) => c switch
    {
        ' ' or '2' => 0,
        '8' or '?' => 0x7F,
        '/' or '-' => 0x1F,
        >= '3' and <= '7' => (byte)(c - 0x18),
        >= '@' and <= '~' => (byte)(c & 0x1F),
        _ => null,
    };
}
