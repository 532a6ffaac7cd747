using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>host logs</c> (contract B18).</summary>
internal sealed class HostLogsCommand : VerbCommand
{
    public const string Verb = "logs", Summary = "Show the end of the host's log";

    private readonly Option<ulong> _lines;

    public HostLogsCommand() : base(Verb, Summary) => _lines = Add(Opt.Number("--lines", "N", 100, "Newest lines to show"));

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        await context.Connect().HostLogsAsync(Durations.ToInt32(parsed.GetValue(_lines)));
}
