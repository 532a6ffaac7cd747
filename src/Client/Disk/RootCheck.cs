using AgentExec.Contracts.Errors;

namespace AgentExec.Client.Disk;

/// <summary>What only looks at a root takes a missing one for an empty one (contract A5), but not something else in its place (A4).</summary>
internal static class RootCheck
{
    /// <exception cref="AgentExecException">The root is a file.</exception>
    public static void IsNoFile(string root)
    {
        if (File.Exists(root)) throw new AgentExecException(ErrorDetail.Internal($"the jobs root {root} is not a directory"));
    }
}
