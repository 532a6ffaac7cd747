using System.CommandLine;
using AgentExec.Cli.Configuration;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>doctor</c>. Whatever it finds is an answer: the verdict says whether it is good.</summary>
internal sealed class DoctorCommand() : VerbCommand(Verb, Summary)
{
    public const string Verb = "doctor", Summary = "Tell what this machine, this jobs root and this installation can do; changes nothing";

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var found = await context.Connect().DoctorAsync();
        return DoctorResponse.Of(
            found.Root, [.. found.Checks, EnvironmentChecks.Home(context.Caller), .. EnvironmentChecks.Configuration(context.Caller, context.Log)]);
    }
}
