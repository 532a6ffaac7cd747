using AgentExec.Cli.Completions;

namespace AgentExec.Cli.Tests.Completions;

/// <summary><c>completions</c> (contract B18): text that knows every verb and option, for shells that are known.</summary>
public sealed class CompletionScriptTests
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    private static readonly (string Line, string Offered)[] Lines =
    [
        ("list --state r", "running"), ("host lo", "logs"), ("--root x host lo", "logs"), ("run --snapshot-a", "--snapshot-after"), ("run ls --snapshot-a", ""),
    ];

    public static TheoryData<string> EveryShell => [.. Shells];

    [Theory]
    [MemberData(nameof(EveryShell))]
    public async Task Every_verb_option_and_choice_is_in_the_script(string shell)
    {
        var script = await Script(shell);
        Assert.All(CompletionTree.Build().All(), level =>
        {
            Assert.Contains(level.Name, script);
            Assert.All(level.Options.SelectMany(option => option.Names), name =>
                Assert.Contains(shell != "fish" ? name : name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]} " : $" -s {name[1..]}", script));
            Assert.All(level.Options.SelectMany(option => option.Value?.Choices ?? []), choice => Assert.Contains(choice, script));
        });
    }

    [Fact]
    public void The_tree_is_the_one_of_the_parser()
    {
        var program = CompletionTree.Build();
        Assert.Equal(
            AgentExec.Cli.Commands.VerbTable.All().Select(verb => verb.Name).Append("help"), program.Verbs.Select(verb => verb.Name));
        var run = program.Verbs[0];
        Assert.Equal(("agent-exec run", true), (run.Path, run.IsLiteral));
        Assert.Equal(ValueKind.Directory, run.Options.Single(one => one.Names[0] == "--cwd").Value!.Kind);
        Assert.Equal(ValueKind.File, run.Options.Single(one => one.Names[0] == "--log").Value!.Kind);
        Assert.True(run.Options.Single(one => one.Names[0] == "--env").Repeats);
        Assert.Null(run.Options.Single(one => one.Names[0] == "--wait").Value);
    }

    // fish has one list of options with values for all levels.
    [Fact]
    public void An_option_takes_a_value_everywhere_or_nowhere() => Assert.All(
        CompletionTree.Build().All().SelectMany(level => level.Options).GroupBy(option => option.Names[0]),
        same => Assert.Single(same.Select(option => option.Value is null).Distinct()));

    [Fact]
    public async Task What_is_offered_is_accepted()
    {
        Assert.All(Choices("list", "--state"), state => Assert.Equal(0, CliRun.Of("list", "--state", state).Result.ExitCode));
        Assert.All(Choices("kill", "--signal"), signal => Assert.Equal(0, CliRun.Of("kill", "--signal", signal, "x").Result.ExitCode));
        foreach (var shell in Shells) Assert.NotEmpty(await Script(shell));

        static string[] Choices(string verb, string option) => CompletionTree.Build().Verbs.Single(one => one.Name == verb)
            .Options.Single(one => one.Names[0] == option).Value!.Choices;
    }

    [Fact]
    public async Task Other_shells_are_a_usage_error()
    {
        (await CliRun.Of("completions", "tcsh")).ShouldBeUsageError("unknown shell 'tcsh'; known are bash, zsh, fish, powershell");
        (await CliRun.Of("completions")).ShouldBeUsageError("missing <SHELL>");
        (await CliRun.Of("completions", "bash", "zsh")).ShouldBeUsageError("unexpected argument 'zsh'");
    }

    [SkippableTheory]
    [InlineData("zsh", "zsh", "-n")]
    [InlineData("fish", "fish", "--no-execute")]
    public async Task The_shell_itself_accepts_the_script(string shell, string program, string check)
    {
        Skip.IfNot(Shell.Exists(program), $"{program} is not installed");
        using var place = new Scratch();
        Assert.Equal("", await Shell.Run(program, check, place.Write("script", await Script(shell))));
    }

    [SkippableFact]
    public async Task Fish_offers_what_can_follow()
    {
        Skip.IfNot(Shell.Exists("fish"), "fish is not installed");
        using var place = new Scratch();
        var script = place.Write("script", await Script("fish"));
        foreach (var (line, expected) in Lines)
        {
            var offered = await Shell.Run("fish", "--no-config", "-c", $"source {script}; complete -C 'agent-exec {line}'");
            Assert.Equal((line, expected), (line, offered.Split('\t')[0]));
        }
    }

    [SkippableFact]
    public async Task PowerShell_offers_what_can_follow()
    {
        Skip.IfNot(Shell.Exists("pwsh"), "pwsh is not installed");
        using var place = new Scratch();
        var script = place.Write("script.ps1", await Script("powershell"));
        foreach (var (line, expected) in Lines)
        {
            var text = $"agent-exec {line}";
            var offered = await Shell.Run(
                "pwsh", "-NoProfile", "-NonInteractive", "-Command",
                $". {script}; (TabExpansion2 -inputScript '{text}' -cursorColumn {text.Length}).CompletionMatches.CompletionText");
            Assert.Equal((line, expected), (line, offered.Trim()));
        }
    }

    private static async Task<string> Script(string shell)
    {
        var run = await CliRun.Of("completions", shell);
        Assert.Equal((0, "", null, 1), (run.ExitCode, run.Stderr, run.Client, run.Writes));
        return run.Stdout;
    }
}
