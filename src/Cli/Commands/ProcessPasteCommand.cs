using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process paste SESSION_ID [TEXT]</c>.</summary>
internal sealed class ProcessPasteCommand : ProcessCommand
{
    public const string Summary = "Paste text into a session";

    private readonly InputText _text;
    private readonly Option<bool> _plain;

    public ProcessPasteCommand() : base(ProcessAction.Paste, Summary)
    {
        _text = new InputText(this, "--text", "TEXT", "What to paste; - is stdin");
        _plain = Add(Opt.Flag("--no-bracketed", "Without the marks of a bracketed paste"));
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context) => call with
    {
        Text = _text.Read(parsed, context) ?? throw new UsageException("missing [TEXT]"),
        Bracketed = parsed.GetValue(_plain) ? false : null,
    };
}
