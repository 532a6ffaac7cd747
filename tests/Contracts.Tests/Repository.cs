using System.Runtime.CompilerServices;

namespace AgentExec.Contracts.Tests;

/// <summary>The source tree that this was built from.</summary>
internal static class Repository
{
    /// <summary>The full path of a file of the repository.</summary>
    public static string Path(string name) => System.IO.Path.GetFullPath(name, Root());

    private static string Root([CallerFilePath] string file = "") => System.IO.Path.GetFullPath("../..", System.IO.Path.GetDirectoryName(file)!);
}
