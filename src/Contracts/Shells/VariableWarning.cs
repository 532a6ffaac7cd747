using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>Names what the caller set and a shell may not hand on.</summary>
public static class VariableWarning
{
    /// <summary>Null when there is nothing to say.</summary>
    /// <param name="code">What the caller set.</param>
    /// <param name="shell">Name of the shell's own program (<c>dash</c> where <c>sh</c> is a link to it); null when the wrapper is no known shell.</param>
    /// <param name="unprotected">What was too long to be set again behind the profile.</param>
    public static string? Of(ShellCode code, string? shell, IReadOnlyList<string> unprotected)
    {
        List<string> said = [];
        // bash hands on what it cannot name; dash and its kin build the environment anew from their own variables.
        if (shell is not (null or "bash") && code.Named.Select(Encoding.UTF8.GetString).Where(name => !ShellStart.IsIdentifier(name)).ToList() is { Count: > 0 } odd)
            said.Add($"{shell} may drop variables whose names are no identifiers: {string.Join(", ", odd)}; --shell-wrapper 'bash -lc' keeps them");
        if (unprotected.Count > 0) said.Add($"too long to be kept from the profile, which may change them: {string.Join(", ", unprotected)}");
        return said.Count == 0 ? null : string.Join("; ", said);
    }
}
