using System.CommandLine;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>kill JOB_ID</c> (contract A15, B5).</summary>
internal sealed class KillCommand : VerbCommand
{
    public const string Verb = "kill", Summary = "Send a signal to a job's process group";

    private readonly Option<string> _signal;
    private readonly Option<ulong> _wait;
    private readonly Option<bool> _tree;
    private readonly Argument<string> _job = Opt.JobId();

    public KillCommand() : base(Verb, Summary)
    {
        _signal = Add(Opt.Choice(
            "--signal", "SIGNAL", "Name with or without SIG, in any case, or a number [default: TERM]", Signals.Known.Split(", ")));
        _wait = Add(Opt.Milliseconds("--wait-ms", 2000, "Answer when the job has ended, or after this time; 0 answers at once"));
        _tree = Add(Opt.Flag("--tree", "Also to descendants that left the process group or the session"));
        Arguments.Add(_job);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var name = parsed.GetValue(_signal) ?? Signals.Name(Signals.Term);
        var signal = Signals.TryParse(name) ?? throw new UsageException(
            $"invalid value {StderrText.Quote(name)} for '--signal': known are {Signals.Known}, with or without SIG, " +
            "and the numbers 1 to 31");
        return await context.Connect().KillAsync(
            parsed.GetRequiredValue(_job), signal, Durations.FromMilliseconds(parsed.GetValue(_wait)), parsed.GetValue(_tree));
    }
}
