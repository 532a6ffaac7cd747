using System.CommandLine;
using AgentExec.Cli.Output;
using AgentExec.Cli.Parsing;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>exec [--] COMMAND...</c> (exec-process §2). Interrupted, it simply dies: the host sees that and kills what is in the foreground.</summary>
internal sealed class ExecCommand : VerbCommand
{
    public const string Verb = "exec", Summary = "Run shell code; what takes long goes on in the background, as a session";

    private readonly Option<ulong?> _yield;
    private readonly Option<double?> _timeout;
    private readonly Option<bool> _background, _pty, _elevated;
    private readonly Option<string> _workdir, _stdin;
    private readonly Option<string[]> _env;
    private readonly ToolCallerOptions _caller;

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "One word is shell code; several are quoted for the shell", Arity = ArgumentArity.OneOrMore,
    };

    public ExecCommand() : base(Verb, Summary)
    {
        _yield = Add(Opt.Milliseconds("--yield-ms", "To the background after this time, 10 to 120000 [default: 10000]"));
        _background = Add(Opt.Flag("--background", "To the background at once"));
        _timeout = Add(Opt.Seconds("--timeout", "Kill it after so many seconds, also in the background; 0 is never [default: 1800]"));
        _pty = Add(Opt.Flag("--pty", "With a terminal of 120 columns and 30 rows"));
        _workdir = Add(Opt.Text("--workdir", "DIR", "Where it runs [default: the current directory]"));
        _env = Add(Opt.Texts("--env", "KEY=VALUE", "Set a variable; some are refused"));
        _elevated = Add(Opt.Flag("--elevated", "Without the sandbox, where the configuration allows it"));
        _stdin = Add(Opt.Choice("--stdin", "WORD", "Whether it can be written to: open or closed [default: open]", StdinWord.Open, StdinWord.Closed));
        _caller = new ToolCallerOptions(this);
        Arguments.Add(_command);
    }

    public override Operands Operands => Operands.Literal;

    public override string Notes => CommandNotes;

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        // Nothing may be touched before the command line and the configuration are known to be right.
        var (options, caller) = (ToOptions(parsed), _caller.Read(parsed, context));
        return await context.Connect().ExecAsync(options, caller);
    }

    private ExecOptions ToOptions(ParseResult parsed)
    {
        var stdin = parsed.GetValue(_stdin) ?? StdinWord.Open;
        return new ExecOptions
        {
            Command = ShellWords.Join(parsed.GetRequiredValue(_command)),
            YieldMs = Durations.ToInt64(parsed.GetValue(_yield)),
            Background = parsed.GetValue(_background),
            TimeoutSeconds = parsed.GetValue(_timeout),
            Elevated = parsed.GetValue(_elevated),
            Pty = parsed.GetValue(_pty),
            Workdir = parsed.GetValue(_workdir),
            Env = parsed.GetValue(_env) ?? [],
            StdinOpen = StdinWord.Parse(stdin) ?? throw new UsageException($"invalid value {StderrText.Quote(stdin)} for '--stdin': expected open or closed"),
        };
    }
}
