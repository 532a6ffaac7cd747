using System.CommandLine;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>notify set JOB_ID</c> (contract A19).</summary>
internal sealed class NotifySetCommand : VerbCommand
{
    public const string Verb = "set", Summary = "Change who is told of a job's end and of lines in its output";

    private readonly Option<string> _command, _pattern, _type, _stream, _outputCommand, _outputFile;
    private readonly NotifyTimeoutOption _timeout;
    private readonly Argument<string> _job = Opt.JobId();

    public NotifySetCommand() : base(Verb, Summary)
    {
        _command = Add(Opt.Text("--command", "CMD", "Shell code to run when the job has ended, the event on its stdin"));
        _pattern = Add(Opt.Text("--output-pattern", "PATTERN", "Tell of every line from now on that matches; an empty one ends that"));
        _type = Add(Opt.Choice("--output-match-type", "TYPE", "What the pattern is: contains or regex [default: contains]", "contains", "regex"));
        _stream = Add(Opt.Choice(
            "--output-stream", "STREAM", "Whose lines: stdout, stderr or either [default: either]", "stdout", "stderr", "either"));
        _outputCommand = Add(Opt.Text("--output-command", "CMD", "Shell code to run for each line that matches"));
        _outputFile = Add(Opt.Text("--output-file", "PATH", "File to append each line that matches to, as an event"));
        _timeout = new NotifyTimeoutOption(this);
        Arguments.Add(_job);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var options = new NotifyOptions
        {
            Command = parsed.GetValue(_command),
            OutputPattern = parsed.GetValue(_pattern),
            OutputMatchType = parsed.GetValue(_type) is { } type ? ParseType(type) : null,
            OutputStream = parsed.GetValue(_stream) is { } stream ? ParseStream(stream) : null,
            OutputCommand = parsed.GetValue(_outputCommand),
            OutputFile = parsed.GetValue(_outputFile),
            Timeout = _timeout.Read(parsed),
        };
        OwnPlaces.Check(context, "--output-file", options.OutputFile is { } file && file.StartsWith('/') ? file : null);
        return await context.Connect().NotifySetAsync(parsed.GetRequiredValue(_job), options);
    }

    private static OutputMatchType ParseType(string text) => text switch
    {
        "contains" => OutputMatchType.Contains,
        "regex" => OutputMatchType.Regex,
        _ => throw new UsageException($"invalid value {StderrText.Quote(text)} for '--output-match-type': expected contains or regex"),
    };

    private static OutputMatchStream ParseStream(string text) => text switch
    {
        "stdout" => OutputMatchStream.Stdout,
        "stderr" => OutputMatchStream.Stderr,
        "either" => OutputMatchStream.Either,
        _ => throw new UsageException($"invalid value {StderrText.Quote(text)} for '--output-stream': expected stdout, stderr or either"),
    };
}
