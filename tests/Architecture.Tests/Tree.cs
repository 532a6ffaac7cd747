using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace AgentExec.Architecture.Tests;

/// <summary>The source tree that this was built from.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files of ours below a folder, as paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>The names in one kind of item of a project.</summary>
    public static string[] Items(string project, string kind) =>
    [
        .. XDocument.Load(Path.Combine(Root, project)).Descendants(kind).Select(item => item.Attribute("Include")!.Value).Order(StringComparer.Ordinal),
    ];

    /// <summary>The short names of the projects that a project refers to.</summary>
    public static string[] References(string project) =>
        [.. Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string FindRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
