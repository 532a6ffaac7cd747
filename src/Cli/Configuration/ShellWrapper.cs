using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Configuration;

/// <summary>Which words run a command (contract A21).</summary>
internal static class ShellWrapper
{
    private static readonly string[] BuiltIn = ["sh", "-lc"];

    /// <summary>First match wins: <c>--shell-wrapper</c>, the configuration file, <c>sh -lc</c>.</summary>
    /// <exception cref="AgentExecException"><c>internal_error</c>: a blank wrapper.</exception>
    public static IReadOnlyList<string> Resolve(string? option, ConfigShape file)
    {
        if (option is null) return (IReadOnlyList<string>?)file.Shell?.Unix ?? BuiltIn;
        var words = option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            ? words
            : throw new AgentExecException(
                ErrorDetail.Internal("--shell-wrapper is blank: expected a program and its options, such as 'sh -lc'"));
    }
}
