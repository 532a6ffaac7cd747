using System.Text;
using System.Text.RegularExpressions;
using AgentExec.Cli.Completions;
using AgentExec.Cli.Skills;

namespace AgentExec.Cli.Tests.Skills;

/// <summary>The built-in skill teaches commands and options that exist.</summary>
public sealed partial class SkillTextTests
{
    // Options of other programs that jobs run.
    private static readonly string[] Foreign = ["--no-input"];

    private static readonly string Skill = Encoding.UTF8.GetString(SkillInstaller.Own());

    [Fact]
    public void It_begins_with_what_finds_it_and_is_short()
    {
        Assert.Matches(@"\A---\nname: agent-exec\ndescription: [^\n]{50,1024}\n---\n", Skill);
        Assert.InRange(Skill.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 300, 1400);
    }

    [Fact]
    public void Its_commands_and_options_exist()
    {
        var levels = CompletionTree.Build().All().ToArray();
        var known = levels.Select(level => level.Name).Concat(levels.SelectMany(level => level.Options).SelectMany(option => option.Names));
        var taught = Verb().Matches(Skill).Select(match => match.Groups[1].Value).Concat(LongOption().Matches(Skill).Select(match => match.Value)).Distinct();
        Assert.Empty(taught.Except(known).Except(Foreign));
    }

    [Fact]
    public void It_teaches_what_matters() => Assert.All(
        (string[])["run --wait", "--snapshot-after 0", "agent-exec wait", "agent-exec tail", "agent-exec kill", "list --tag", "retryable", "jq "],
        word => Assert.Contains(word, Skill));

    [GeneratedRegex("(?:^|[`(])agent-exec ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex("(?<![-\\w])--[a-z][a-z-]*")]
    private static partial Regex LongOption();
}
