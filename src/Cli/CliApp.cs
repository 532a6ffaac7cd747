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
                Reading.Invocation { Command: StreamCommand stream } invocation => await StreamAsync(stream, invocation),
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
            return Failed(failure, log);
        }
    }

    private async Task<int> StreamAsync(StreamCommand command, Reading.Invocation invocation)
    {
        var log = new Log(LogLevels.Select(caller.Variable("RUST_LOG"), invocation.Verbosity), stderr);
        try
        {
            await foreach (var response in command.AnswersAsync(invocation.Parsed, new CliContext(caller, invocation.Root, log)))
                if (!TryPrint(Answer.Of(response), out var exitCode))
                    return exitCode;
            return ExitCode.Ok;
        }
        catch (UsageException wrong)
        {
            throw invocation.Place.Explain(wrong);
        }
        catch (Exception failure)
        {
            return Print(Failed(failure, log));
        }
    }

    private static Answer Failed(Exception failure, Log log)
    {
        if (log.Shows(LogLevel.Debug)) log.Debug(failure.ToString());
        return Answer.Of(failure);
    }

    private int Refuse(string text)
    {
        Say(text);
        return ExitCode.Usage;
    }

    private int Print(Answer answer)
    {
        _ = TryPrint(answer, out var exitCode);
        return exitCode;
    }

    // False when nobody reads on.
    private bool TryPrint(Answer answer, out int exitCode)
    {
        exitCode = answer.ExitCode;
        try
        {
            stdout(answer.Line.Span);
            return true;
        }
        catch (PosixException gone) when (gone.Errno == Errno.BrokenPipe)
        {
            // The reader chose to read no further: its decision, and no failure of the command.
            return false;
        }
        catch (IOException failure)
        {
            Say($"agent-exec: cannot write the answer to stdout: {failure.Message}");
            exitCode = ExitCode.Failed;
            return false;
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
