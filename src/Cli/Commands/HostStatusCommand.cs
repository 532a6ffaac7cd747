using System.CommandLine;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>host status</c> (contract B18).</summary>
internal sealed class HostStatusCommand() : VerbCommand(Verb, Summary)
{
    public const string Verb = "status", Summary = "Tell whether the host runs; never starts it";

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) => await context.Connect().HostStatusAsync();
}
