using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli.Configuration;

/// <summary>Which words run a command (contract A21).</summary>
internal static class ShellWrapper
{
    private static readonly string[] BuiltIn = ["sh", "-lc"];

    /// <summary>
    /// First match wins: <c>--shell-wrapper</c>, the file of <c>--config</c>, the default file, <c>sh -lc</c>. A file that is not there is
    /// no file; with <c>--shell-wrapper</c> none is looked at, not even a broken one.
    /// </summary>
    /// <exception cref="AgentExecException"><c>internal_error</c>: a blank wrapper or a broken file.</exception>
    public static IReadOnlyList<string> Resolve(string? option, string? configPath, Caller caller)
    {
        if (option is null) return ConfigFile.ReadShell(configPath ?? DefaultPath(caller)) ?? BuiltIn;
        var words = option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            ? words
            : throw new AgentExecException(
                ErrorDetail.Internal("--shell-wrapper is blank: expected a program and its options, such as 'sh -lc'"));
    }

    /// <summary>The file in the configuration directory. A relative <c>XDG_CONFIG_HOME</c> is ignored, as its specification says.</summary>
    private static string DefaultPath(Caller caller) =>
        caller.Variable("XDG_CONFIG_HOME") is { Length: > 0 } directory && directory[0] == '/'
            ? JobsRoot.Join(directory, "agent-exec/config.toml")
            : JobsRoot.Join(caller.Home(), ".config/agent-exec/config.toml");
}
