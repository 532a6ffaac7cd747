using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>wait JOB_ID</c> (contract A14, B9). Ctrl-C ends the waiting and leaves the job alone.</summary>
internal sealed class WaitCommand : VerbCommand
{
    public const string Verb = "wait", Summary = "Wait until a job has ended";

    private readonly Option<ulong> _timeout;
    private readonly Argument<string> _job = Opt.JobId();

    public WaitCommand() : base(Verb, Summary)
    {
        _timeout = Add(Opt.Number("--timeout-ms", "MS", 0, "Answer with the state 'running' after this time; 0 waits for ever"));
        // Accepted as the contract demands, and read by nobody: an end is pushed to us, not polled for (B9).
        Add(Opt.Number("--poll-ms", "MS", 200, "Accepted for compatibility; ends are pushed, not polled"));
        Arguments.Add(_job);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var timeout = parsed.GetValue(_timeout);
        return await context.Connect().WaitAsync(
            parsed.GetRequiredValue(_job), timeout == 0 ? null : Durations.FromMilliseconds(timeout));
    }
}
