using System.Globalization;
using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>A key that is no character, and how xterm sends it (ctlseqs, "PC-Style Function Keys").</summary>
internal abstract record NamedKey
{
    public abstract KeyBytes Encode(KeyModifiers modifiers);

    // The parameter for modifiers: 2 is Shift, 3 Meta, 5 Control.
    private static string Number(KeyModifiers modifiers) => (1 + (int)modifiers).ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>Arrows, Home and End, which follow the application cursor mode as long as no modifier is held.</summary>
    internal sealed record Cursor(char Final) : NamedKey
    {
        public override KeyBytes Encode(KeyModifiers modifiers) => modifiers == KeyModifiers.None
            ? new KeyBytes(Bytes($"\u001b[{Final}"), Bytes($"\u001bO{Final}"))
            : KeyNames.Same(Bytes($"\u001b[1;{Number(modifiers)}{Final}"));
    }

    /// <summary>F1 to F4.</summary>
    internal sealed record Function(char Final) : NamedKey
    {
        public override KeyBytes Encode(KeyModifiers modifiers) =>
            KeyNames.Same(Bytes(modifiers == KeyModifiers.None ? $"\u001bO{Final}" : $"\u001b[1;{Number(modifiers)}{Final}"));
    }

    /// <summary>Those that have a number.</summary>
    internal sealed record Numbered(int Code) : NamedKey
    {
        public override KeyBytes Encode(KeyModifiers modifiers) =>
            KeyNames.Same(Bytes(modifiers == KeyModifiers.None ? $"\u001b[{Code}~" : $"\u001b[{Code};{Number(modifiers)}~"));
    }

    /// <summary>
    /// The keypad sends its characters. Programs ask for its application codes together with those of the cursor keys (terminfo's <c>smkx</c>), so one mode stands
    /// for both.
    /// </summary>
    internal sealed record Keypad(char Character, char Final) : NamedKey
    {
        public override KeyBytes Encode(KeyModifiers modifiers) => new(
            Bytes(modifiers.HasFlag(KeyModifiers.Meta) ? $"\u001b{Character}" : $"{Character}"),
            Bytes(modifiers == KeyModifiers.None ? $"\u001bO{Final}" : $"\u001bO{Number(modifiers)}{Final}"));
    }

    /// <summary>Those that send a control character. Some have another one with Control or Shift; a terminal knows no other difference.</summary>
    internal sealed record Plain(string Text, string? WithControl = null, string? WithShift = null) : NamedKey
    {
        public override KeyBytes Encode(KeyModifiers modifiers)
        {
            var text = modifiers.HasFlag(KeyModifiers.Control) && WithControl is not null ? WithControl
                : modifiers.HasFlag(KeyModifiers.Shift) && WithShift is not null ? WithShift : Text;
            return KeyNames.Same(Bytes(modifiers.HasFlag(KeyModifiers.Meta) ? "\u001b" + text : text));
        }
    }
}
