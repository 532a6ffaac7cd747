using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Jobs;

/// <summary>
/// Which directory is the user's home (contract A5): <c>HOME</c>, else the password database's. Neither need exist. A relative or empty one is no home: it would name
/// files of the current directory, which others may have written.
/// </summary>
public static class HomeDirectory
{
    public const string Variable = "HOME";

    /// <summary>Null when there is none.</summary>
    /// <param name="environment">An environment variable; null when it is not set.</param>
    /// <param name="recorded">What the password database says.</param>
    public static string? Resolve(Func<string, string?> environment, Func<string?> recorded)
    {
        if (environment(Variable) is { } home && home.StartsWith('/')) return home;
        return recorded() is { } known && known.StartsWith('/') ? known : null;
    }

    /// <summary>There is none, and something needs it.</summary>
    /// <param name="remedy">What to do beside setting HOME.</param>
    public static AgentExecException Missing(string remedy) => new(ErrorDetail.Internal(
        $"no home directory: HOME is no absolute path, and the password database has none for this user; set HOME, or {remedy}"));
}
