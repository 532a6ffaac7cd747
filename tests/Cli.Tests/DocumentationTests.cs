using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgentExec.Cli.Completions;

namespace AgentExec.Cli.Tests;

/// <summary><c>docs/cli.md</c> names the commands and options that exist, and no others.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Verbs => [.. CompletionTree.Build().Verbs.Select(verb => verb.Name).Where(name => name != "help")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_option_is_in_the_section_of_its_command_and_no_other(string verb)
    {
        var levels = CompletionTree.Build().Verbs.Single(one => one.Name == verb).All().ToArray();
        var global = CompletionTree.Build().Options.SelectMany(one => one.Names);
        var known = levels.SelectMany(level => level.Options).SelectMany(option => option.Names).Except(global).ToArray();
        var section = string.Concat(Sections.Where(one => one.StartsWith(verb + "\n", StringComparison.Ordinal) || one.StartsWith(verb + " ", StringComparison.Ordinal)));
        Assert.NotEqual("", section);
        Assert.All(known, name => Assert.Contains(name, section));
        // The rows of its option tables.
        var rows = section.Split('\n').Where(line => line.StartsWith("| `-", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        Assert.Empty(rows.SelectMany(row => LongOption().Matches(row)).Select(match => match.Value).Except(known));
    }

    [Fact]
    public void Global_options_are_in_the_grammar() => Assert.All(
        CompletionTree.Build().Options.SelectMany(option => option.Names),
        name => Assert.Contains(name, Sections.Single(one => one.StartsWith("Grammar\n", StringComparison.Ordinal))));

    [Fact]
    public void Every_command_is_in_the_readme() =>
        Assert.All(CompletionTree.Build().Verbs, verb => Assert.Contains($"| `{verb.Name}", File.ReadAllText(Place("README.md"))));

    private static string[] Sections { get; } = File.ReadAllText(Place("docs/cli.md")).Split("\n## ");

    private static string Place(string name, [CallerFilePath] string file = "") => Path.GetFullPath("../../" + name, Path.GetDirectoryName(file)!);

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex LongOption();
}
