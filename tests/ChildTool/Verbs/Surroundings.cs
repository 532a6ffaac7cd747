using System.Collections;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>Says what the process was started with.</summary>
internal static class Surroundings
{
    /// <summary><c>show WHAT...</c>: env, cwd, umask, limits, ids (pid, process group, session), descriptors, status.</summary>
    public static void Show(Words words)
    {
        foreach (var what in words.Rest())
            new FileDescriptor(1).WriteAll(Encoding.UTF8.GetBytes(Describe(what) + "\n"));
    }

    private static string Describe(string what) => what switch
    {
        "env" => string.Join('\n', Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => $"{e.Key}={e.Value}")),
        "cwd" => $"cwd {Environment.CurrentDirectory}",
        "umask" => $"umask {Convert.ToString(Processes.SetUmask(0), 8)}",
        "limits" => File.ReadAllText("/proc/self/limits"),
        "ids" => Ids(),
        "descriptors" => string.Join('\n', Directory.EnumerateFileSystemEntries("/proc/self/fd").Order().Select(Link)),
        "status" => File.ReadAllText("/proc/self/status"),
        _ => throw new UsageException($"nothing known about {what}"),
    };

    private static string Ids()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return $"pid {Environment.ProcessId} group {fields[2]} session {fields[3]} terminal {fields[4]}";
    }

    private static string Link(string path) => $"{Path.GetFileName(path)} {new FileInfo(path).LinkTarget}";
}
