using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process send-keys SESSION_ID [KEY]...</c> (exec-process §5).</summary>
internal sealed class ProcessSendKeysCommand : ProcessCommand
{
    public const string Summary = "Write text, bytes and keys to the terminal of a session";

    private readonly Option<string> _literal;
    private readonly Option<string[]> _hex;

    private readonly Argument<string[]> _keys = new("KEY")
    {
        Description = "Enter, Escape, Up, F1, C-c, M-x and so on; written last", Arity = ArgumentArity.ZeroOrMore,
    };

    public ProcessSendKeysCommand() : base(ProcessAction.SendKeys, Summary)
    {
        _literal = Add(Opt.Text("--literal", "TEXT", "Text as it is; written first"));
        _hex = Add(Opt.Texts("--hex", "HEX", "A byte as two hexadecimal digits; written behind the text"));
        Arguments.Add(_keys);
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context)
    {
        var filled = call with
        {
            Keys = parsed.GetValue(_keys) ?? [],
            Hex = parsed.GetValue(_hex) ?? [],
            Literal = parsed.GetValue(_literal),
        };
        return filled is { Keys.Count: 0, Hex.Count: 0, Literal: null } ? throw new UsageException("missing [KEY]..., '--hex' or '--literal'") : filled;
    }
}
