using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process resize SESSION_ID</c>.</summary>
internal sealed class ProcessResizeCommand : ProcessCommand
{
    public const string Summary = "Give the terminal of a session another size";

    private readonly Option<ulong?> _columns, _rows;

    public ProcessResizeCommand() : base(ProcessAction.Resize, Summary)
    {
        _columns = Add(Opt.Number("--columns", "N", "Characters in a row, 1 to 1000"));
        _rows = Add(Opt.Number("--rows", "N", "Rows, 1 to 1000"));
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context) => call with
    {
        Columns = Durations.ToInt32(parsed.GetValue(_columns) ?? throw new UsageException("missing '--columns'")),
        Rows = Durations.ToInt32(parsed.GetValue(_rows) ?? throw new UsageException("missing '--rows'")),
    };
}
