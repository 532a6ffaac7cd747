using System.CommandLine;
using AgentExec.Cli.Configuration;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>run [--] COMMAND...</c> (contract A9).</summary>
internal sealed class RunCommand : VerbCommand
{
    public const string Verb = "run", Summary = "Start a job and answer with what was seen of it";

    /// <summary>Longest time that <c>--snapshot-after</c> watches, in milliseconds (A9.1).</summary>
    private const ulong LongestSnapshot = 10_000;

    private readonly Option<ulong> _snapshotAfter, _timeout, _killAfter, _progressEvery, _logMaxBytes;
    private readonly TailOptionPair _tail;
    private readonly StdinOptionPair _stdin;
    private readonly NotifyTimeoutOption _notifyTimeout;
    private readonly Option<string> _cwd, _log, _config, _shellWrapper, _notifyCommand, _notifyFile, _requestId;
    private readonly Option<string[]> _env, _envFiles, _mask, _tags;
    private readonly Option<bool> _inheritEnv, _noInheritEnv, _wait, _pty;

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "One word is shell code; several are a program and its arguments", Arity = ArgumentArity.OneOrMore,
    };

    public RunCommand() : base(Verb, Summary)
    {
        _wait = Add(Opt.Flag("--wait", "Answer when the job has ended"));
        // Accepted as the contract demands, and read by nobody: an end is pushed to us, not polled for (B9).
        Add(Opt.Milliseconds("--wait-poll-ms", 200, "Accepted for compatibility; ends are pushed, not polled"));
        _snapshotAfter = Add(Opt.Milliseconds(
            "--snapshot-after", LongestSnapshot, "Watch this long, at most 10000, unless --wait; 0 answers at once"));
        _tail = new TailOptionPair(this);
        _timeout = Add(Opt.Milliseconds("--timeout", 0, "End the job with SIGTERM after this time; 0 is never"));
        _killAfter = Add(Opt.Milliseconds("--kill-after", 0, "From SIGTERM to SIGKILL after a timeout; 0 is at once"));
        _cwd = Add(Opt.Text("--cwd", "DIR", "Working directory of the job [default: the current one]"));
        _stdin = new StdinOptionPair(this);
        _pty = Add(Opt.Flag("--pty", "Have the command sit at a terminal of 120x30; '--stdin' is typed"));
        _env = Add(Opt.Texts("--env", "KEY=VALUE", "Set a variable for the job"));
        _envFiles = Add(Opt.Texts("--env-file", "FILE", "Set variables from a file of KEY=VALUE lines"));
        _inheritEnv = Add(Opt.Flag("--inherit-env", "Start from the caller's environment (the default)"));
        _noInheritEnv = Add(Opt.Flag("--no-inherit-env", "Start from an empty environment"));
        _mask = Add(Opt.Texts("--mask", "KEY", "Show and store the value of --env KEY as ***; output is not filtered"));
        _tags = Add(Opt.Texts("--tag", "TAG", "Mark the job, for 'list --tag'"));
        _log = Add(Opt.Text("--log", "PATH", "Where the combined log goes [default: full.log in the job's directory]"));
        _logMaxBytes = Add(Opt.Number(
            "--log-max-bytes", "N", LogSize.DefaultMaxBytes, "Largest size of each log; 0 is no limit"));
        _progressEvery = Add(Opt.Milliseconds("--progress-every", 0, "Refresh updated_at this often; 0 is never"));
        _notifyCommand = Add(Opt.Text("--notify-command", "CMD", "Shell code to run when the job has ended, the event on its stdin"));
        _notifyFile = Add(Opt.Text("--notify-file", "PATH", "File to append the event of the job's end to"));
        _notifyTimeout = new NotifyTimeoutOption(this);
        _requestId = Add(Opt.Text("--request-id", "KEY", "Name this submission: repeating it answers for the job it started"));
        _config = Add(Opt.Text("--config", "PATH", "Configuration file instead of the default one"));
        _shellWrapper = Add(Opt.Text("--shell-wrapper", "WORDS", "Program and options that run the command [default: sh -lc]"));
        Arguments.Add(_command);
    }

    public override Operands Operands => Operands.Literal;

    public override string Notes => CommandNotes;

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        // Nothing may be touched before the command line and the configuration are known to be right (A9.2).
        var options = ToOptions(parsed, context);
        OwnPlaces.Check(context, "--log", options.LogPath);
        OwnPlaces.Check(context, "--notify-file", options.NotifyFile);
        return await context.Connect().RunAsync(options);
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private RunOptions ToOptions(ParseResult parsed, CliContext context)
    {
        var caller = context.Caller;
        var noInheritEnv = parsed.GetValue(_noInheritEnv);
        if (noInheritEnv && parsed.GetValue(_inheritEnv))
            throw new UsageException("'--inherit-env' and '--no-inherit-env' exclude each other");
        var tags = TagWords.Check(parsed.GetValue(_tags) ?? []);
        var requestId = parsed.GetValue(_requestId);
        if (requestId is not null && RequestKey.Refusal(requestId) is { } wrong) throw new UsageException($"the value of '--request-id' {wrong}");
        var wrapper = parsed.GetValue(_shellWrapper);
        // With the option no file is looked at, not even a broken one (A21).
        var file = wrapper is null ? ConfigFile.Read(parsed.GetValue(_config), caller, context.Log) : ConfigShape.Empty;
        var (stdin, stdinFile) = _stdin.Read(parsed, caller);
        var pty = parsed.GetValue(_pty);
        if (pty && stdinFile is not null) throw new UsageException("'--pty' and '--stdin-file' exclude each other");
        return new RunOptions
        {
            Command = parsed.GetRequiredValue(_command),
            Tags = tags,
            ShellWrapper = ShellWrapper.Resolve(wrapper, file),
            LogMaxBytes = LogMaxBytes.Resolve(IsGiven(parsed, _logMaxBytes) ? parsed.GetValue(_logMaxBytes) : null, file),
            Wait = parsed.GetValue(_wait),
            SnapshotAfter = Durations.FromMilliseconds(Math.Min(parsed.GetValue(_snapshotAfter), LongestSnapshot)),
            Tail = _tail.Read(parsed),
            Timeout = Durations.FromMilliseconds(parsed.GetValue(_timeout)),
            KillAfter = Durations.FromMilliseconds(parsed.GetValue(_killAfter)),
            ProgressEvery = Durations.FromMilliseconds(parsed.GetValue(_progressEvery)),
            Cwd = parsed.GetValue(_cwd),
            Stdin = stdin,
            StdinFile = stdinFile,
            Terminal = pty ? TerminalSize.Default : null,
            Env = parsed.GetValue(_env) ?? [],
            EnvFiles = parsed.GetValue(_envFiles) ?? [],
            InheritEnv = !noInheritEnv,
            InheritedEnvironment = caller.RawEnvironment(),
            Mask = parsed.GetValue(_mask) ?? [],
            LogPath = parsed.GetValue(_log),
            NotifyCommand = parsed.GetValue(_notifyCommand),
            NotifyFile = parsed.GetValue(_notifyFile),
            NotifyTimeout = _notifyTimeout.Read(parsed),
            RequestId = requestId,
            BeganAt = caller.BeganAt,
        };
    }
}
