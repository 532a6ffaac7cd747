using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>process poll SESSION_ID</c>.</summary>
internal sealed class ProcessPollCommand : ProcessCommand
{
    public const string Summary = "Show what is new since the last poll";

    private readonly Option<ulong?> _timeout;
    private readonly Option<string> _cursor;

    public ProcessPollCommand() : base(ProcessAction.Poll, Summary)
    {
        _timeout = Add(Opt.Milliseconds("--timeout-ms", "Wait so long for output or the end, at most 120000 [default: 0]"));
        _cursor = Add(Opt.Text("--cursor", "CURSOR", "Read on from here, an earlier answer's, instead of the shared place"));
    }

    protected override ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context) => call with
    {
        TimeoutMs = Durations.ToInt64(parsed.GetValue(_timeout)),
        Cursor = parsed.GetValue(_cursor),
    };
}
