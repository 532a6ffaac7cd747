namespace AgentExec.Contracts.Tools;

/// <summary>The keys that have names.</summary>
internal static class NamedKeys
{
    private static readonly (string Name, string[] Others, NamedKey Key)[] All =
    [
        ("Enter", ["Return"], new NamedKey.Plain("\r")),
        ("Tab", [], new NamedKey.Plain("\t", WithShift: "\u001b[Z")),
        ("BTab", [], new NamedKey.Plain("\u001b[Z")),
        ("Escape", ["Esc"], new NamedKey.Plain("\u001b")),
        ("Space", [], new NamedKey.Plain(" ", WithControl: "\0")),
        ("BSpace", ["Backspace"], new NamedKey.Plain("\u007f", WithControl: "\b")),
        ("Up", [], new NamedKey.Cursor('A')),
        ("Down", [], new NamedKey.Cursor('B')),
        ("Right", [], new NamedKey.Cursor('C')),
        ("Left", [], new NamedKey.Cursor('D')),
        ("Home", [], new NamedKey.Cursor('H')),
        ("End", [], new NamedKey.Cursor('F')),
        ("PageUp", ["PPage", "PgUp"], new NamedKey.Numbered(5)),
        ("PageDown", ["NPage", "PgDn"], new NamedKey.Numbered(6)),
        ("Insert", ["IC", "Ins"], new NamedKey.Numbered(2)),
        ("Delete", ["DC", "Del"], new NamedKey.Numbered(3)),
        ("F1", [], new NamedKey.Function('P')),
        ("F2", [], new NamedKey.Function('Q')),
        ("F3", [], new NamedKey.Function('R')),
        ("F4", [], new NamedKey.Function('S')),
        ("F5", [], new NamedKey.Numbered(15)),
        ("F6", [], new NamedKey.Numbered(17)),
        ("F7", [], new NamedKey.Numbered(18)),
        ("F8", [], new NamedKey.Numbered(19)),
        ("F9", [], new NamedKey.Numbered(20)),
        ("F10", [], new NamedKey.Numbered(21)),
        ("F11", [], new NamedKey.Numbered(23)),
        ("F12", [], new NamedKey.Numbered(24)),
        ("KP0", [], new NamedKey.Keypad('0', 'p')),
        ("KP1", [], new NamedKey.Keypad('1', 'q')),
        ("KP2", [], new NamedKey.Keypad('2', 'r')),
        ("KP3", [], new NamedKey.Keypad('3', 's')),
        ("KP4", [], new NamedKey.Keypad('4', 't')),
        ("KP5", [], new NamedKey.Keypad('5', 'u')),
        ("KP6", [], new NamedKey.Keypad('6', 'v')),
        ("KP7", [], new NamedKey.Keypad('7', 'w')),
        ("KP8", [], new NamedKey.Keypad('8', 'x')),
        ("KP9", [], new NamedKey.Keypad('9', 'y')),
        ("KP.", [], new NamedKey.Keypad('.', 'n')),
        ("KP/", [], new NamedKey.Keypad('/', 'o')),
        ("KP*", [], new NamedKey.Keypad('*', 'j')),
        ("KP-", [], new NamedKey.Keypad('-', 'm')),
        ("KP+", [], new NamedKey.Keypad('+', 'k')),
        ("KPEnter", [], new NamedKey.Keypad('\r', 'M')),
    ];

    private static readonly Dictionary<string, NamedKey> ByName = All
        .SelectMany(key => key.Others.Prepend(key.Name).Select(name => KeyValuePair.Create(name, key.Key)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>One name of each.</summary>
    public static IEnumerable<string> Names => All.Select(key => key.Name);

    public static NamedKey? Find(string name) => ByName.GetValueOrDefault(name);
}
