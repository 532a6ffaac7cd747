using System.CommandLine;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>host stop</c> (contract B18).</summary>
internal sealed class HostStopCommand() : VerbCommand(Verb, Summary)
{
    public const string Verb = "stop", Summary = "End the host; running jobs go on and the next host picks them up";

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) => await context.Connect().HostStopAsync();
}
