using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Rules;

/// <summary>
/// Where a caller may not have a log or an event written: among the files of the jobs root. Beside the jobs is the user's choice, as the root may be any directory.
/// </summary>
public static class OwnPlaceRule
{
    /// <summary>Null when the path may be written to.</summary>
    /// <param name="field">As JSON names it.</param>
    /// <param name="root">The jobs root, absolute, links resolved.</param>
    /// <param name="target">What would be written to, absolute, links resolved.</param>
    public static Breach? Refusal(string field, string root, string target)
    {
        var inside = root.EndsWith('/') ? root : root + "/";
        if (!target.StartsWith(inside, StringComparison.Ordinal)) return null;
        var name = target[inside.Length..].Split('/')[0];
        return name == JobName.HostDirectory || JobId.TryParse(name, out _)
            ? new Breach(field, $"must not be inside {inside}{name}, where agent-exec keeps its own files: name a path outside the jobs root")
            : null;
    }
}
