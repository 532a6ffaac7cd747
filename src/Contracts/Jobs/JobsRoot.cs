namespace AgentExec.Contracts.Jobs;

/// <summary>Which directory holds the jobs (contract A5). The value is used and echoed as given, never canonicalised.</summary>
public static class JobsRoot
{
    public const string Variable = "AGENT_EXEC_ROOT";

    /// <summary>First match wins: the option (even empty), <c>AGENT_EXEC_ROOT</c>, <c>XDG_DATA_HOME</c>, the home directory.</summary>
    public static string Resolve(string? option, Func<string, string?> environment, Func<string> home)
    {
        if (option is not null) return option;
        if (environment(Variable) is { Length: > 0 } own) return own;
        if (environment("XDG_DATA_HOME") is { Length: > 0 } data) return Join(data, "agent-exec/jobs");
        return Join(home(), ".local/share/agent-exec/jobs");
    }

    /// <summary>The root of this process's environment.</summary>
    public static string Resolve(string? option) => Resolve(
        option, Environment.GetEnvironmentVariable, () => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>A file of a job, as every answer and event names it.</summary>
    public static string FileOf(string root, string job, string file) => Join(Join(root, job), file);

    /// <summary>Joins as text, so that a relative root yields relative paths (A3).</summary>
    public static string Join(string directory, string name) =>
        directory.Length == 0 || directory.EndsWith('/') ? directory + name : directory + "/" + name;
}
