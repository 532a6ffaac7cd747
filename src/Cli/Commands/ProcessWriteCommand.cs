using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process write SESSION_ID [DATA]</c>.</summary>
internal sealed class ProcessWriteCommand : ProcessCommand
{
    public const string Summary = "Write to the input of a session";

    private readonly InputText _data;
    private readonly Option<bool> _eof;

    public ProcessWriteCommand() : base(ProcessAction.Write, Summary)
    {
        _data = new InputText(this, "--data", "DATA", "What to write, as it is; - is stdin");
        _eof = Add(Opt.Flag("--eof", "Then close the input; in a terminal ^D"));
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context)
    {
        var eof = parsed.GetValue(_eof);
        var data = _data.Read(parsed, context);
        if (data is null && !eof) throw new UsageException("missing [DATA], or '--eof'");
        return call with { Data = data, Eof = eof };
    }
}
