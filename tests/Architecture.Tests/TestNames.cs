using System.Text.RegularExpressions;

namespace AgentExec.Architecture.Tests;

/// <summary>Tests as documents name them: <c>`Class.Method`</c>.</summary>
internal static partial class TestNames
{
    // A class may be split over files and a test may be inherited: what counts is that a method of this name stands in a file of that class.
    private static readonly HashSet<string> All =
    [
        .. from path in Tree.Files("tests", "*.cs")
           let text = Tree.Text(path)
           from type in Class().Matches(text)
           from method in Method().Matches(text)
           select $"{type.Groups[1].Value}.{method.Groups[1].Value}",
    ];

    /// <summary>Whether there is such a test.</summary>
    public static bool Exists(string name) => All.Contains(name);

    /// <summary>All that a part of a document names.</summary>
    public static string[] In(string text) => [.. Name().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();
}
