using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Client.Disk;

/// <summary>What only looks at a root takes a missing one for an empty one (contract A5), but not a file (A4), nor one that it may not look at.</summary>
internal static class RootCheck
{
    /// <summary>Whether the root is there.</summary>
    /// <param name="root">As resolved; empty is the current directory.</param>
    /// <exception cref="AgentExecException">It is a file, or this user may not search a directory above it.</exception>
    public static bool Exists(string root)
    {
        if (File.Exists(root)) throw new AgentExecException(ErrorDetail.Internal($"the jobs root {root} is not a directory"));
        var path = root.Length == 0 ? "." : root;
        if (Directory.Exists(path)) return true;
        return Files.IsHidden(path)
            ? throw new AgentExecException(ErrorDetail.Internal($"the jobs root {root} cannot be looked at: this user may not search a directory above it; choose another --root"))
            : false;
    }
}
