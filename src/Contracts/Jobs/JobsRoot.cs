using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Jobs;

/// <summary>Which directory holds the jobs (contract A5). The value is used and echoed as given, never canonicalised.</summary>
public static class JobsRoot
{
    public const string Variable = "AGENT_EXEC_ROOT";

    /// <summary>
    /// First match wins: the option (even empty), <c>AGENT_EXEC_ROOT</c>, <c>XDG_DATA_HOME</c> when it is absolute, as its specification demands, the home directory.
    /// </summary>
    /// <exception cref="AgentExecException">The home directory is needed and there is none.</exception>
    public static string Resolve(string? option, Func<string, string?> environment, Func<string?> home)
    {
        if (option is not null) return option;
        if (environment(Variable) is { Length: > 0 } own) return own;
        if (environment("XDG_DATA_HOME") is { } data && data.StartsWith('/')) return Join(data, "agent-exec/jobs");
        return Join(home() ?? throw HomeDirectory.Missing($"give --root or {Variable}"), ".local/share/agent-exec/jobs");
    }

    /// <summary>A file of a job, as every answer and event names it.</summary>
    public static string FileOf(string root, string job, string file) => Join(Join(root, job), file);

    /// <summary>Joins as text, so that a relative root yields relative paths (A3).</summary>
    public static string Join(string directory, string name) =>
        directory.Length == 0 || directory.EndsWith('/') ? directory + name : directory + "/" + name;
}
