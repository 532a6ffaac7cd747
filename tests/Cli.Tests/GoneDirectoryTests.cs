using AgentExec.Cli.Commands;

namespace AgentExec.Cli.Tests;

/// <summary>The current directory was removed: what does not need it works (failing inputs F1 and A8).</summary>
public sealed class GoneDirectoryTests
{
    /// <summary>One call of each verb; a new verb needs its line here.</summary>
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["run"] = "x", ["status"] = "x", ["tail"] = "x", ["wait"] = "x", ["kill"] = "x", ["list"] = "--all", ["tag set"] = "x", ["notify set"] = "x", ["exec"] = "x",
        ["process list"] = "", ["process poll"] = "x", ["process log"] = "x", ["process write"] = "x y", ["process send-keys"] = "x Enter", ["process submit"] = "x",
        ["process paste"] = "x y", ["process kill"] = "x", ["process clear"] = "x", ["process remove"] = "x", ["process resize"] = "x --columns 80 --rows 24", ["tool"] = "{}",
        ["events"] = "", ["gc"] = "", ["host status"] = "", ["host start"] = "", ["host stop"] = "", ["host logs"] = "", ["doctor"] = "", ["schema"] = "",
        ["completions"] = "bash",
    };

    // They need nothing of the kind or are tried end to end: a bridge runs the command, a skill is written.
    private static readonly string[] Others = ["bridge", "install-skills"];

    public static TheoryData<string> Verbs => [.. VerbTable.All().SelectMany(static verb => Leaves(verb, ""))];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Should_carry_out_every_verb_that_does_not_need_the_directory(string verb)
    {
        if (Others.Contains(verb)) return;
        Assert.True(Calls.TryGetValue(verb, out var rest), $"'{verb}' needs a line in Calls");
        var run = await Gone().Go([.. $"--root /r {verb} {rest}".Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.DoesNotContain("directory is gone", run.Stdout + run.Stderr, StringComparison.Ordinal);
        Assert.NotEqual(2, run.ExitCode);
    }

    [Theory]
    [InlineData("--root /r list")]
    [InlineData("--root /r list --cwd rel")]
    [InlineData("--root rel status x")]
    [InlineData("install-skills")]
    public async Task Should_say_that_it_is_gone_when_something_needs_it(string argv)
    {
        var run = await Gone().Go(argv.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the current directory is gone", run.Stdout, StringComparison.Ordinal);
    }

    private static CliRun Gone() => new() { CurrentDirectory = null };

    private static IEnumerable<string> Leaves(Verb verb, string before) =>
        verb.Children.Length == 0 ? [before + verb.Name] : verb.Children.SelectMany(child => Leaves(child, $"{before}{verb.Name} "));
}
