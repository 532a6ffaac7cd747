namespace AgentExec.Contracts.Jobs;

/// <summary>Where the configuration file is, for the command line and for the host (contract A21).</summary>
public static class ConfigPath
{
    public const string Variable = "XDG_CONFIG_HOME";

    /// <summary>
    /// In the configuration directory, else in the home directory; null without a home. A relative <c>XDG_CONFIG_HOME</c> is ignored, as its specification says, and
    /// nothing is ever read from the current directory: the file names the program that runs every command.
    /// </summary>
    public static string? Resolve(Func<string, string?> environment, Func<string?> home) =>
        environment(Variable) is { Length: > 0 } own && own[0] == '/'
            ? JobsRoot.Join(own, "agent-exec/config.toml")
            : home() is { } directory ? JobsRoot.Join(directory, ".config/agent-exec/config.toml") : null;
}
