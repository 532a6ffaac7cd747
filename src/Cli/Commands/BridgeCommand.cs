using System.CommandLine;
using AgentExec.Cli.Bridging;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>bridge [--] COMMAND...</c>: the command in this program's place. No answer: stdout is the command's.</summary>
internal sealed class BridgeCommand : VerbCommand
{
    public const string Verb = "bridge", Summary = "Run a command in the foreground, pass signals on to it and end with its exit code";

    private readonly Argument<string[]> _command = new("COMMAND") { Description = "A program and its arguments", Arity = ArgumentArity.OneOrMore };

    public BridgeCommand() : base(Verb, Summary) => Arguments.Add(_command);

    public override Operands Operands => Operands.Literal;

    public override string Notes =>
        "It is no job: nothing is recorded, and it ends with the bridge, whatever ends that.\n" +
        "125: the bridge failed; 126: the program cannot be run; 127: there is none; 128 + N: it died of signal N.";

    /// <summary>Returns the exit code.</summary>
    public int Run(ParseResult parsed, Caller caller, Action<string> say) => new Bridge(caller, say).Run(parsed.GetRequiredValue(_command));

    public override Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) => throw new InvalidOperationException($"{Verb} has no answer");
}
