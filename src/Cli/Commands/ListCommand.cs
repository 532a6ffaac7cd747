using System.CommandLine;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Cli.Commands;

/// <summary><c>list</c> (contract A16).</summary>
internal sealed class ListCommand : VerbCommand
{
    public const string Verb = "list", Summary = "List jobs, newest first";

    private static readonly string[] States = ["running", "exited", "killed", "failed", "unknown"];

    private readonly Option<ulong> _limit;
    private readonly Option<string> _state, _cwd;
    private readonly Option<bool> _all;
    private readonly Option<string[]> _tags;

    public ListCommand() : base(Verb, Summary)
    {
        _limit = Add(Opt.Number("--limit", "N", 0, "Only the newest N; 0 is all"));
        _state = Add(Opt.Choice("--state", "STATE", $"Only jobs in this state: {string.Join(", ", States)}", States));
        _cwd = Add(Opt.Text("--cwd", "PATH", "Only jobs of this directory [default: the current one]"));
        _all = Add(Opt.Flag("--all", "Jobs of every directory"));
        _tags = Add(Opt.Texts("--tag", "PATTERN", "Only jobs with this tag; 'ns.*' is ns and everything below it"));
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var cwd = parsed.GetValue(_cwd);
        var all = parsed.GetValue(_all);
        if (all && cwd is not null) throw new UsageException("'--all' and '--cwd' exclude each other");
        var state = parsed.GetValue(_state) is { } text ? ParseState(text) : (JobStatus?)null;
        var options = new ListOptions
        {
            Cwd = all ? null : CanonicalPath.Of(cwd ?? ".", context.Caller.CurrentDirectory),
            State = state,
            Tags = TagWords.CheckPatterns(parsed.GetValue(_tags) ?? []),
            Limit = parsed.GetValue(_limit),
        };
        return await context.Connect().ListAsync(options);
    }

    private static JobStatus ParseState(string text) => text switch
    {
        "running" => JobStatus.Running,
        "exited" => JobStatus.Exited,
        "killed" => JobStatus.Killed,
        "failed" => JobStatus.Failed,
        "unknown" => JobStatus.Unknown,
        _ => throw new UsageException(
            $"invalid value {StderrText.Quote(text)} for '--state': expected running, exited, killed, failed or unknown"),
    };
}
