using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>gc</c> (contract A17).</summary>
internal sealed class GcCommand : VerbCommand
{
    public const string Verb = "gc", Summary = "Remove the directories of jobs that ended long ago or are too many";

    private readonly Option<string> _olderThan;
    private readonly Option<ulong?> _keep, _maxBytes;
    private readonly Option<bool> _dryRun;

    public GcCommand() : base(Verb, Summary)
    {
        _olderThan = Add(Opt.Age("--older-than", "Only jobs that ended so long ago, such as 12h; a bare number is seconds [default: 30d, without the other two none]"));
        _keep = Add(Opt.Number("--keep", "N", "Also those beyond the N that ended last"));
        _maxBytes = Add(Opt.Number("--max-bytes", "N", "Also those beyond N bytes, counted from the one that ended last"));
        _dryRun = Add(Opt.Flag("--dry-run", "Remove nothing, only say what would be removed"));
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        // A wrong age is an error before anybody looks at the root (A17).
        var age = parsed.GetValue(_olderThan) is { } text ? Age.Parse(text) : null;
        return await context.Connect().GcAsync(new GcOptions
        {
            OlderThan = age, Keep = parsed.GetValue(_keep), MaxBytes = parsed.GetValue(_maxBytes), DryRun = parsed.GetValue(_dryRun),
        });
    }
}
