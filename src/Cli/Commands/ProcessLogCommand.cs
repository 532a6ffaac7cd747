using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process log SESSION_ID</c>.</summary>
internal sealed class ProcessLogCommand : ProcessCommand
{
    public const string Summary = "Show lines of the output by number; consumes nothing";

    private readonly Option<ulong?> _offset, _limit;

    public ProcessLogCommand() : base(ProcessAction.Log, Summary)
    {
        _offset = Add(Opt.Number("--offset", "N", "Number of the first line, from 0"));
        _limit = Add(Opt.Number("--limit", "N", "How many lines; alone the last ones [default without both: 200]"));
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context) => call with
    {
        Offset = Durations.ToInt64(parsed.GetValue(_offset)),
        Limit = Durations.ToInt64(parsed.GetValue(_limit)),
    };
}
