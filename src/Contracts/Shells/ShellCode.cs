namespace AgentExec.Contracts.Shells;

/// <summary>Where in an argv the wrapper ends and its code stands, and what the caller named that a profile may not change.</summary>
/// <param name="Index">Which argument is the code; 0 when nothing is known of it.</param>
/// <param name="Named">Names of the variables that the caller set, the last word of each kept.</param>
public sealed record ShellCode(int Index, IReadOnlyList<byte[]> Named)
{
    public static readonly ShellCode Unknown = new(0, []);

    public bool IsUnknown => Index == 0;

    /// <summary>Hides the names: there may be many.</summary>
    public override string ToString() => $"ShellCode({Index}, {Named.Count} names)";
}
