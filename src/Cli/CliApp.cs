using System.Text;
using AgentExec.Cli.Commands;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;
using AgentExec.Posix;

namespace AgentExec.Cli;

/// <summary>The one place where what a command returns or throws becomes stdout, stderr and an exit code (contract A3, A4).</summary>
internal sealed class CliApp(Caller caller, WriteBytes stdout, WriteBytes stderr)
{
    public async Task<int> RunAsync(string[] args)
    {
        try
        {
            Utf8Arguments.Check(args, caller.RawArguments);
            return CommandLine.Read(args) switch
            {
                Reading.Text text => Print(new Answer(Encoding.UTF8.GetBytes(text.Content), ExitCode.Ok)),
                Reading.NoVerb none => Refuse(none.Help),
                Reading.Foreground bridge => bridge.Command.Run(bridge.Parsed, caller, Say),
                Reading.Invocation invocation => Print(await AnswerAsync(invocation)),
                var unknown => throw new InvalidOperationException($"unknown reading {unknown}"),
            };
        }
        catch (UsageException wrong)
        {
            return Refuse($"agent-exec: {wrong.Message}");
        }
    }

    private async Task<Answer> AnswerAsync(Reading.Invocation invocation)
    {
        var log = new Log(LogLevels.Select(caller.Variable("RUST_LOG"), invocation.Verbosity), stderr);
        try
        {
            return Answer.Of(await invocation.Command.ExecuteAsync(invocation.Parsed, new CliContext(caller, invocation.Root, log)));
        }
        catch (UsageException wrong)
        {
            throw invocation.Place.Explain(wrong);
        }
        catch (Exception failure)
        {
            if (log.Shows(LogLevel.Debug)) log.Debug(failure.ToString());
            return Answer.Of(failure);
        }
    }

    private int Refuse(string text)
    {
        Say(text);
        return ExitCode.Usage;
    }

    private int Print(Answer answer)
    {
        try
        {
            stdout(answer.Line.Span);
            return answer.ExitCode;
        }
        catch (PosixException gone) when (gone.Errno == Errno.BrokenPipe)
        {
            // The reader chose to read no further: its decision, and no failure of the command.
            return answer.ExitCode;
        }
        catch (IOException failure)
        {
            Say($"agent-exec: cannot write the answer to stdout: {failure.Message}");
            return ExitCode.Failed;
        }
    }

    private void Say(string text)
    {
        try
        {
            stderr(StderrText.ToBytes(text));
        }
        catch (IOException)
        {
            // Nobody listens on stderr; the exit code still tells.
        }
    }
}
