namespace AgentExec.Contracts.Tools;

/// <summary>Held while a key is pressed; the values are those of xterm, less one.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Meta = 2,
    Control = 4,
}
