namespace AgentExec.Contracts.Tools;

/// <summary>Variables that a tool call must not set, since they make programs run other code (exec-process §7). <c>run --env</c> takes anything.</summary>
public static class EnvGuard
{
    private static readonly string[] Prefixes = ["LD_", "DYLD_"];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "NODE_OPTIONS", "NODE_PATH", "PYTHONPATH", "PYTHONHOME", "RUBYLIB", "PERL5LIB", "BASH_ENV", "ENV", "GCONV_PATH", "IFS", "SSLKEYLOGFILE",
        "DOTNET_STARTUP_HOOKS", "JAVA_TOOL_OPTIONS", "PATH",
    };

    /// <summary>Those of the keys that are refused, whatever their case, in their order.</summary>
    public static IReadOnlyList<string> Refused(IEnumerable<string> keys) => [.. keys.Where(IsRefused)];

    /// <summary>What the caller is told; values are not quoted.</summary>
    /// <param name="refused">At least one.</param>
    public static string Message(IReadOnlyList<string> refused)
    {
        var text = $"these environment variables may not be set by a tool call, nothing was run: {string.Join(", ", refused)}";
        return refused.Contains("PATH", StringComparer.OrdinalIgnoreCase) ? text + "; for PATH use path_prepend of [exec] in config.toml" : text;
    }

    private static bool IsRefused(string key) =>
        Names.Contains(key) || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
