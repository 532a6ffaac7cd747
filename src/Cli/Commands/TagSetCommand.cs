using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>tag set JOB_ID</c> (contract A18).</summary>
internal sealed class TagSetCommand : VerbCommand
{
    public const string Verb = "set", Summary = "Replace a job's tags; none clears them";

    private readonly Option<string[]> _tags;
    private readonly Argument<string> _job = Opt.JobId();

    public TagSetCommand() : base(Verb, Summary)
    {
        _tags = Add(Opt.Texts("--tag", "TAG", "A tag the job has from now on"));
        Arguments.Add(_job);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var tags = TagWords.Check(parsed.GetValue(_tags) ?? []);
        return await context.Connect().TagSetAsync(parsed.GetRequiredValue(_job), tags);
    }
}
