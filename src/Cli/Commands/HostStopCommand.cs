using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>host stop</c> (contract B18).</summary>
internal sealed class HostStopCommand : VerbCommand
{
    public const string Verb = "stop", Summary = "End the host; running jobs go on and the next host picks them up";

    private readonly Option<bool> _force;

    public HostStopCommand() : base(Verb, Summary) => _force = Add(Opt.Flag("--force", "End it also when it does not answer: SIGTERM, after 2 s SIGKILL"));

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        parsed.GetValue(_force) ? await context.Connect().HostForceStopAsync() : await context.Connect().HostStopAsync();
}
