using System.CommandLine;
using AgentExec.Cli.Completions;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;

namespace AgentExec.Cli.Commands;

/// <summary><c>completions SHELL</c> (contract B18): a script as text, so that <c>source &lt;(agent-exec completions bash)</c> works.</summary>
internal sealed class CompletionsCommand : TextCommand
{
    public const string Verb = "completions", Summary = "Print a completion script for a shell";

    private static readonly (string Shell, Func<CompletionLevel, string> Write)[] Shells =
        [("bash", BashScript.Write), ("zsh", ZshScript.Write), ("fish", FishScript.Write), ("powershell", PowerShellScript.Write)];

    private static readonly string[] Names = [.. Shells.Select(static one => one.Shell)];

    private readonly Argument<string> _shell = new ChoiceArgument("SHELL", Names) { Description = string.Join(", ", Names) };

    public CompletionsCommand() : base(Verb, Summary) => Arguments.Add(_shell);

    public override string Write(ParseResult parsed)
    {
        var wanted = parsed.GetRequiredValue(_shell);
        foreach (var (shell, write) in Shells)
            if (shell == wanted)
                return write(CompletionTree.Build());
        throw new UsageException($"unknown shell {StderrText.Quote(wanted)}; known are {string.Join(", ", Names)}");
    }
}
