using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>status JOB_ID</c> (contract A12).</summary>
internal sealed class StatusCommand : VerbCommand
{
    public const string Verb = "status", Summary = "Tell the state of a job";

    private readonly Argument<string> _job = Opt.JobId();

    public StatusCommand() : base(Verb, Summary) => Arguments.Add(_job);

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        await context.Connect().StatusAsync(parsed.GetRequiredValue(_job));
}
