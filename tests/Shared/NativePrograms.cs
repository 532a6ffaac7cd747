using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentExec.Tests.Shared;

/// <summary>
/// The native programs under test, each published on first use when its sources are newer. <c>AGENT_EXEC_NATIVE_DIR</c> names a directory of finished
/// programs to test instead, as they are.
/// </summary>
internal static class NativePrograms
{
    private const string Variable = "AGENT_EXEC_NATIVE_DIR";

    private static readonly Lazy<string> PublishedCli = new(() => Publish("agent-exec", "src/Cli", "src/Host", "src/Keeper"));
    private static readonly Lazy<string> PublishedKeeper = new(() => Publish("agent-exec-keeper", "src/Keeper"));
    private static readonly Lazy<string> PublishedChildTool = new(() => Publish("child-tool", "tests/ChildTool"));

    /// <summary>The command line, with the host and the keeper beside it.</summary>
    public static string Cli => PublishedCli.Value;

    public static string Keeper => PublishedKeeper.Value;

    public static string ChildTool => PublishedChildTool.Value;

    private static string Publish(string name, params string[] projects)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given && Path.Combine(given, name) is var ready && File.Exists(ready)) return ready;
        var root = Root();
        using var script = Process.Start(new ProcessStartInfo("/bin/sh", [Path.Combine(root, "eng/publish-native.sh"), .. projects])
        {
            RedirectStandardError = true,
        })!;
        var errors = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? Path.Combine(root, "build/native", name) : throw new InvalidOperationException($"publish-native: {errors}");
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
