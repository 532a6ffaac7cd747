using AgentExec.Cli.Parsing;

namespace AgentExec.Cli.Commands;

/// <summary>A name of the grammar, cheap to have: what stands behind it is built when it is named.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Summary">One line for the help.</param>
/// <param name="Build">Makes the verb or group with its options.</param>
/// <param name="Children">The verbs of a group; empty for a verb.</param>
internal sealed record Verb(string Name, string Summary, Func<LevelCommand> Build, Verb[] Children)
{
    public static Verb Of(string name, string summary, Func<VerbCommand> build) => new(name, summary, build, []);

    public static Verb Group(string name, string summary, params Verb[] children) =>
        new(name, summary, () => new LevelCommand(name, summary), children);

    /// <summary>The names as an error text lists them.</summary>
    public static string Names(Verb[] verbs) => string.Join(", ", verbs.Select(static verb => verb.Name));
}
