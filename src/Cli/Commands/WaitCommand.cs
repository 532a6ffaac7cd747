using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>wait JOB_ID...</c> (contract A14, B9). Ctrl-C ends the waiting and leaves the job alone.</summary>
internal sealed class WaitCommand : VerbCommand
{
    public const string Verb = "wait", Summary = "Wait until jobs have ended, or for something else of them";

    private readonly Option<ulong> _timeout;
    private readonly WaitConditions _conditions;
    private readonly Argument<string[]> _jobs = Opt.JobIds();

    public WaitCommand() : base(Verb, Summary)
    {
        _timeout = Add(Opt.Milliseconds("--timeout-ms", 0, "Answer with the state 'running' after this time; 0 waits for ever"));
        // Accepted as the contract demands, and read by nobody: an end is pushed to us, not polled for (B9).
        Add(Opt.Milliseconds("--poll-ms", 200, "Accepted for compatibility; ends are pushed, not polled"));
        _conditions = new WaitConditions(this);
        Arguments.Add(_jobs);
    }

    public override string Notes => "A job is through when it has ended, or when one of the --until conditions holds.";

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var ms = parsed.GetValue(_timeout);
        TimeSpan? timeout = ms == 0 ? null : Durations.FromMilliseconds(ms);
        var jobs = parsed.GetRequiredValue(_jobs);
        if (_conditions.Read(parsed, jobs, timeout) is { } conditions) return await context.Connect().WaitForAsync(conditions);
        return await context.Connect().WaitAsync(jobs[0], timeout);
    }
}
