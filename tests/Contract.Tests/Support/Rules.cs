using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AgentExec.Contract.Tests.Support;

/// <summary>A row of <c>rules.tsv</c>: id, statement, and why it has no test where it has none.</summary>
internal sealed record Rule(string Id, string Statement, string? Mark);

/// <summary>The rules, and the tests that carry a rule's id: <c>A13_3_keeps_text</c> is a test of A13.3.</summary>
internal static partial class Rules
{
    /// <summary>This project's directory among the sources.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, ".."));

    public static List<Rule> All() =>
    [
        .. File.ReadLines(Path.Combine(Folder, "rules.tsv")).Where(line => line.Length > 0).Select(line => line.Split('\t'))
            .Select(cells => new Rule(cells[0], cells[1], cells.Length > 2 ? cells[2] : null)),
    ];

    /// <summary>Rule id to the names of its tests.</summary>
    public static ILookup<string, string> Tests() => TestMethods()
        .Select(method => (Id: IdOf(method.Name), Name: $"{method.DeclaringType!.Name}.{method.Name}"))
        .Where(test => test.Id is not null)
        .ToLookup(test => test.Id!, test => test.Name);

    /// <summary>Tests of a section's class whose name carries no rule.</summary>
    public static List<string> Unruly() =>
        [.. TestMethods().Where(method => IdOf(method.Name) is null && method.DeclaringType != typeof(Conformance)).Select(method => method.Name)];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static IEnumerable<MethodInfo> TestMethods() => typeof(Rules).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttributes<FactAttribute>().Any());

    private static string? IdOf(string test) => Id().Match(test) is { Success: true } match ? match.Groups[1].Value.Replace('_', '.') : null;

    [GeneratedRegex("^([ABC][0-9]+(?:_[0-9]+)+)_[a-z]")]
    private static partial Regex Id();
}
