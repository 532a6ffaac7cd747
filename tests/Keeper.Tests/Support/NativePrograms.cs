using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>The native programs under test, published on first use when their sources are newer.</summary>
internal static class NativePrograms
{
    private static readonly Lazy<string> Published = new(Publish);

    public static string Keeper => Path.Combine(Published.Value, "agent-exec-keeper");

    public static string ChildTool => Path.Combine(Published.Value, "child-tool");

    private static string Publish()
    {
        var root = Root();
        using var script = Process.Start(new ProcessStartInfo("/bin/sh", [Path.Combine(root, "eng/publish-native.sh"), "src/Keeper", "tests/ChildTool"])
        {
            RedirectStandardError = true,
        })!;
        var errors = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? Path.Combine(root, "build/native") : throw new InvalidOperationException($"publish-native: {errors}");
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
