using System.CommandLine;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>host start</c> (contract B18).</summary>
internal sealed class HostStartCommand() : VerbCommand(Verb, Summary)
{
    public const string Verb = "start", Summary = "Start the host when it does not run";

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) => await context.Connect().HostStartAsync();
}
