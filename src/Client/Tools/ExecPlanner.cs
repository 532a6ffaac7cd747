using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>From a call of <c>exec</c> and the user's settings to what is run (exec-process §2, §6 to §8). Pure, but for the look at the directory.</summary>
internal static class ExecPlanner
{
    /// <summary>From TERM to KILL when the timeout is over.</summary>
    public static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(3);

    // Akka's timers, as those of the runtime, know no more milliseconds than this: 24 days. Nobody waits so long for one answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(int.MaxValue / 2);

    /// <summary>Either what to run, or the answer that says why nothing is run.</summary>
    /// <param name="options">The call.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="cwd">Its directory, absolute.</param>
    /// <param name="inherited">The environment that the command inherits, each entry ended by NUL.</param>
    public static (ExecPlan? Plan, ToolResult? Refusal) Make(ExecOptions options, ToolOptions caller, string cwd, ReadOnlySpan<byte> inherited)
    {
        var refusal = ExecCallRule.Refusal(options.Command, options.Workdir, options.Env, caller.Scope) ?? ExecTimes.Refusal(options.TimeoutSeconds);
        if (refusal is not null) return (null, ToolFailure.Of(refusal));
        if (ElevatedRule.Prefix(options.Elevated, caller.Settings) is not { } sandbox) return (null, ToolFailure.Of(ElevatedRule.Refusal));
        if (!Directory.Exists(cwd)) return (null, ExecPlan.NoDirectory(cwd));
        var warnings = new List<string>();
        var timeout = ExecTimes.Timeout(options.TimeoutSeconds, caller.Settings, warnings);
        var session = Session(options, caller, warnings);
        var (command, path) = PathPrepend.Apply(options.Command, caller.ShellWrapper, caller.Settings.PathPrepend, inherited);
        var plan = new ExecPlan
        {
            Run = new RunOptions
            {
                Command = [command],
                ShellWrapper = [.. sandbox, .. caller.ShellWrapper],
                Timeout = timeout,
                KillAfter = KillAfter,
                Cwd = cwd,
                InheritedEnvironment = Extended(inherited, path),
                Env = [.. options.Env, "AGENT_EXEC_SHELL=exec"],
                // What a model hands over may be a secret; nobody looks these values up.
                Mask = [.. options.Env.Select(EnvMask.KeyOf).Distinct()],
                LogMaxBytes = caller.LogMaxBytes,
            },
            Session = session,
            Stdin = options.StdinOpen ? StdinKind.Pipe : StdinKind.Null,
            Terminal = options.Pty ? TerminalSize.Default : null,
            DueIn = DueIn(session, timeout),
            Warnings = warnings,
        };
        return (plan, null);
    }

    private static SessionRecord Session(ExecOptions options, ToolOptions caller, List<string> warnings)
    {
        var settings = caller.Settings;
        var mayYield = settings.AllowBackground;
        var background = options.Background && mayYield;
        if (!mayYield && (options.Background || options.YieldMs is not null))
            warnings.Add("yieldMs and background are ignored: [exec] allow_background is false, so the command runs to its end");
        return new SessionRecord
        {
            Scope = caller.Scope,
            Name = SessionName.Of(options.Command),
            Command = options.Command,
            Background = background,
            // Where it does not count nothing is said of it.
            YieldMs = ExecTimes.Yield(options.YieldMs, settings, mayYield && !background ? warnings : []),
            MayYield = mayYield,
            Input = options.StdinOpen || options.Pty,
            Terminal = options.Pty,
            CleanupMs = SessionBounds.CleanupMs(settings.CleanupMs, warnings),
            NotifyOnExit = settings.NotifyOnExit,
            NotifyOnExitEmptySuccess = settings.NotifyOnExitEmptySuccess,
            MaxOutputChars = SessionBounds.OutputChars(settings.MaxOutputChars ?? SessionRules.DefaultOutputChars, warnings),
            InputWaitIdleMs = SessionBounds.InputWaitIdleMs(settings.InputWaitIdleMs, warnings),
        };
    }

    // What the user has set is the caller's own, as what it inherits: only what a call brings is looked at for variables that it must not set.
    private static byte[] Extended(ReadOnlySpan<byte> inherited, IReadOnlyList<string> settings) =>
        [.. inherited, .. settings.SelectMany(setting => Encoding.UTF8.GetBytes(setting + "\0"))];

    private static TimeSpan DueIn(SessionRecord session, TimeSpan timeout)
    {
        if (session.Background) return TimeSpan.Zero;
        if (session.MayYield) return TimeSpan.FromMilliseconds(session.YieldMs);
        return timeout > TimeSpan.Zero && timeout < LongestWait - KillAfter ? timeout + KillAfter : LongestWait;
    }
}
