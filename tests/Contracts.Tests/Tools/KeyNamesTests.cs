using System.Text;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 5: names of keys, tmux style, sent as xterm sends them. <c>^[</c> stands for ESC in these tables.</summary>
public sealed class KeyNamesTests
{
    [Theory]
    [InlineData("Enter", "\r")]
    [InlineData("Return", "\r")]
    [InlineData("Tab", "\t")]
    [InlineData("BTab", "^[[Z")]
    [InlineData("Escape", "^[")]
    [InlineData("Esc", "^[")]
    [InlineData("Space", " ")]
    [InlineData("BSpace", "\x7f")]
    [InlineData("PageUp", "^[[5~")]
    [InlineData("PPage", "^[[5~")]
    [InlineData("PgUp", "^[[5~")]
    [InlineData("PageDown", "^[[6~")]
    [InlineData("NPage", "^[[6~")]
    [InlineData("PgDn", "^[[6~")]
    [InlineData("Insert", "^[[2~")]
    [InlineData("IC", "^[[2~")]
    [InlineData("Delete", "^[[3~")]
    [InlineData("DC", "^[[3~")]
    [InlineData("F1", "^[OP")]
    [InlineData("F2", "^[OQ")]
    [InlineData("F3", "^[OR")]
    [InlineData("F4", "^[OS")]
    [InlineData("F5", "^[[15~")]
    [InlineData("F6", "^[[17~")]
    [InlineData("F7", "^[[18~")]
    [InlineData("F8", "^[[19~")]
    [InlineData("F9", "^[[20~")]
    [InlineData("F10", "^[[21~")]
    [InlineData("F11", "^[[23~")]
    [InlineData("F12", "^[[24~")]
    [InlineData("enter", "\r")]
    [InlineData("PAGEUP", "^[[5~")]
    [InlineData("f12", "^[[24~")]
    [InlineData("a", "a")]
    [InlineData("A", "A")]
    [InlineData("-", "-")]
    [InlineData("^", "^")]
    [InlineData("ü", "ü")]
    [InlineData("😀", "😀")]
    public void Keys_that_know_no_mode(string name, string bytes) => Same(name, bytes);

    [Theory]
    [InlineData("Up", 'A')]
    [InlineData("Down", 'B')]
    [InlineData("Right", 'C')]
    [InlineData("Left", 'D')]
    [InlineData("Home", 'H')]
    [InlineData("End", 'F')]
    [InlineData("up", 'A')]
    public void Arrows_and_their_neighbours_follow_the_application_cursor_mode(string name, char final) => Both(name, $"^[[{final}", $"^[O{final}");

    [Theory]
    [InlineData("KP0", "0", 'p')]
    [InlineData("KP1", "1", 'q')]
    [InlineData("KP2", "2", 'r')]
    [InlineData("KP3", "3", 's')]
    [InlineData("KP4", "4", 't')]
    [InlineData("KP5", "5", 'u')]
    [InlineData("KP6", "6", 'v')]
    [InlineData("KP7", "7", 'w')]
    [InlineData("KP8", "8", 'x')]
    [InlineData("KP9", "9", 'y')]
    [InlineData("KP.", ".", 'n')]
    [InlineData("KP/", "/", 'o')]
    [InlineData("KP*", "*", 'j')]
    [InlineData("KP-", "-", 'm')]
    [InlineData("KP+", "+", 'k')]
    [InlineData("KPEnter", "\r", 'M')]
    [InlineData("kp5", "5", 'u')]
    public void The_keypad_sends_characters_or_its_codes(string name, string normal, char final) => Both(name, normal, $"^[O{final}");

    [Theory]
    [InlineData("C-c", "\x03")]
    [InlineData("c-C", "\x03")]
    [InlineData("^c", "\x03")]
    [InlineData("^C", "\x03")]
    [InlineData("^[", "^[")]
    [InlineData("^^", "\x1e")]
    [InlineData("C-Space", "\0")]
    [InlineData("C-@", "\0")]
    [InlineData("C-2", "\0")]
    [InlineData("C-3", "^[")]
    [InlineData("C-8", "\x7f")]
    [InlineData("^?", "\x7f")]
    [InlineData("C-/", "\x1f")]
    [InlineData("C--", "\x1f")]
    [InlineData("C-_", "\x1f")]
    [InlineData("M-x", "^[x")]
    [InlineData("M-X", "^[X")]
    [InlineData("M--", "^[-")]
    [InlineData("S-a", "A")]
    [InlineData("C-M-a", "^[\x01")]
    [InlineData("M-C-a", "^[\x01")]
    [InlineData("M-^a", "^[\x01")]
    [InlineData("C-S-a", "\x01")]
    [InlineData("S-Tab", "^[[Z")]
    [InlineData("C-Tab", "\t")]
    [InlineData("M-Enter", "^[\r")]
    [InlineData("M-Escape", "^[^[")]
    [InlineData("C-BSpace", "\b")]
    [InlineData("M-BSpace", "^[\x7f")]
    [InlineData("S-Up", "^[[1;2A")]
    [InlineData("M-Up", "^[[1;3A")]
    [InlineData("M-S-Up", "^[[1;4A")]
    [InlineData("C-Up", "^[[1;5A")]
    [InlineData("C-S-Up", "^[[1;6A")]
    [InlineData("C-M-Up", "^[[1;7A")]
    [InlineData("s-m-c-Up", "^[[1;8A")]
    [InlineData("C-C-Up", "^[[1;5A")]
    [InlineData("C-Home", "^[[1;5H")]
    [InlineData("S-F1", "^[[1;2P")]
    [InlineData("C-F5", "^[[15;5~")]
    [InlineData("M-Delete", "^[[3;3~")]
    [InlineData("S-PgUp", "^[[5;2~")]
    public void Modifiers_are_stacked_in_any_order(string name, string bytes) => Same(name, bytes);

    [Fact]
    public void A_modified_key_of_the_keypad() => Both("M-KP1", "^[1", "^[O3q");

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("F13")]
    [InlineData("F0")]
    [InlineData("C-")]
    [InlineData("X-a")]
    [InlineData("C-Bogus")]
    [InlineData("C-ü")]
    [InlineData("C-;")]
    [InlineData(" Enter")]
    public void What_is_no_key(string name) => Assert.Null(KeyNames.TryParse(name));

    [Fact]
    public void Half_a_character_is_no_key() => Assert.Null(KeyNames.TryParse("\ud83d"));

    [Fact]
    public void Every_known_name_is_one()
    {
        var names = KeyNames.Known.Split(", ").TakeWhile(name => name != "a single character").ToList();
        Assert.Equal(44, names.Count);
        Assert.All(names, name => Assert.NotNull(KeyNames.TryParse(name)));
    }

    [Fact]
    public void What_is_typed_is_not_shown() => Assert.Equal("KeyBytes", KeyNames.TryParse("x")!.ToString());

    private static void Same(string name, string bytes) => Both(name, bytes, bytes);

    private static void Both(string name, string normal, string application)
    {
        var bytes = KeyNames.TryParse(name);
        Assert.NotNull(bytes);
        Assert.Equal((Plain(normal), Plain(application)), (Encoding.UTF8.GetString(bytes.Normal), Encoding.UTF8.GetString(bytes.Application)));
    }

    private static string Plain(string text) => text == "^" ? text : text.Replace("^[", "\u001b", StringComparison.Ordinal);
}
