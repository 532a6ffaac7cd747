using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>Verbs that leave processes behind, through sh, which forks like everybody's scripts do.</summary>
internal static class Descendants
{
    /// <summary><c>hold VERB...</c>: a child of the same process group, with the same stdout and stderr, runs the verb on; this process goes on at once.</summary>
    public static void Hold(Words words) => Shell("\"$@\" &", words);

    /// <summary><c>orphan VERB...</c>: likewise, but without stdout and stderr.</summary>
    public static void Orphan(Words words) => Shell("\"$@\" >/dev/null 2>&1 &", words);

    private static void Shell(string script, Words words)
    {
        // No new session here, unlike Spawner: the descendant stays in the group that the keeper signals.
        using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", script, "sh", Environment.ProcessPath!, .. words.Rest()]);
        shell.WaitForExit();
    }
}
