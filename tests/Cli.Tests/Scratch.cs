using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>A directory of one test's own, without links in its path, gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = CanonicalPath.Of(Directory.CreateTempSubdirectory("agent-exec-cli-").FullName, "/");

    public string Of(string name) => $"{Path}/{name}";

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), text);
        return Of(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
