using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>tail JOB_ID</c> (contract A13).</summary>
internal sealed class TailCommand : VerbCommand
{
    public const string Verb = "tail", Summary = "Show the ends of a job's stdout and stderr";

    private readonly TailOptionPair _tail;
    private readonly Argument<string> _job = Opt.JobId();

    public TailCommand() : base(Verb, Summary)
    {
        _tail = new TailOptionPair(this);
        Arguments.Add(_job);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        await context.Connect().TailAsync(parsed.GetRequiredValue(_job), _tail.Read(parsed));
}
