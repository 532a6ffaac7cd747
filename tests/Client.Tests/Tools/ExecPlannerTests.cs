using System.Text;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tests.Tools;

/// <summary>What a call of <c>exec</c> comes to: parameter by parameter (exec-process §2), with what is refused (§2, §6, §7).</summary>
public sealed class ExecPlannerTests
{
    private static readonly string Here = Path.GetTempPath().TrimEnd('/');

    [Fact]
    public void A_plain_call_has_the_documented_defaults()
    {
        var plan = Plan(new ExecOptions { Command = "npm run build" });
        Assert.Equal(["npm run build"], plan.Run.Command);
        Assert.Equal("sh -lc", string.Join(' ', plan.Run.ShellWrapper));
        Assert.Equal((TimeSpan.FromSeconds(1800), TimeSpan.FromSeconds(3), Here), (plan.Run.Timeout, plan.Run.KillAfter, plan.Run.Cwd));
        Assert.Equal((StdinKind.Pipe, null), (plan.Stdin, plan.Terminal));
        Assert.Equal(["AGENT_EXEC_SHELL=exec"], plan.Run.Env);
        Assert.Equal(TimeSpan.FromSeconds(10), plan.DueIn);
        Assert.Empty(plan.Warnings);
        Assert.Equal(
            new SessionRecord { Name = "npm run", Command = "npm run build", YieldMs = 10_000, CleanupMs = 1_800_000, MaxOutputChars = 200_000, InputWaitIdleMs = 15_000, Input = true }, plan.Session);
    }

    [Theory]
    [InlineData(9, 10, "yieldMs 9 is below 10 ms")]
    [InlineData(-1, 10, "yieldMs -1 is below 10 ms")]
    [InlineData(10, 10, null)]
    [InlineData(1000, 1000, null)]
    [InlineData(120_000, 120_000, null)]
    [InlineData(120_001, 120_000, "yieldMs 120001 is above 120000 ms")]
    [InlineData(long.MaxValue, 120_000, "above 120000 ms")]
    public void YieldMs_is_clamped_and_that_is_said(long given, int used, string? warning)
    {
        var plan = Plan(new ExecOptions { Command = "x", YieldMs = given });
        Assert.Equal((used, (double)used), (plan.Session.YieldMs, plan.DueIn.TotalMilliseconds));
        if (warning is null) Assert.Empty(plan.Warnings);
        else Assert.Contains(warning, Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Background_wins_over_yieldMs()
    {
        var plan = Plan(new ExecOptions { Command = "x", Background = true, YieldMs = 1 });
        Assert.Equal((true, TimeSpan.Zero, 0), (plan.Session.Background, plan.DueIn, plan.Warnings.Count));
    }

    [Theory]
    [InlineData(null, 1_800_000)]
    [InlineData(0d, 0)]
    [InlineData(1.5, 1500)]
    [InlineData(0.25, 250)]
    [InlineData(0.0001, 1)]
    [InlineData(1e300, 3_153_600_000_000)]
    public void The_timeout_is_seconds_with_fractions(double? seconds, double milliseconds)
    {
        var plan = Plan(new ExecOptions { Command = "x", TimeoutSeconds = seconds });
        Assert.Equal((milliseconds, 0), (plan.Run.Timeout.TotalMilliseconds, plan.Warnings.Count));
    }

    [Fact]
    public void A_timeout_below_zero_is_none_and_that_is_said()
    {
        var plan = Plan(new ExecOptions { Command = "x", TimeoutSeconds = -0.5 });
        Assert.Equal(TimeSpan.Zero, plan.Run.Timeout);
        Assert.StartsWith("timeout is below 0 s", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        plan = Plan(new ExecOptions { Command = "x" }, new ExecSettings { TimeoutSeconds = -1 });
        Assert.StartsWith("timeout_sec is below 0 s", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_hold_where_the_call_says_nothing()
    {
        var settings = new ExecSettings
        {
            BackgroundMs = 50, TimeoutSeconds = 7, CleanupMs = 60_000, NotifyOnExit = false, NotifyOnExitEmptySuccess = true, MaxOutputChars = 5000, InputWaitIdleMs = 3,
            Sandbox = ["bwrap", "--"],
        };
        var plan = Plan(new ExecOptions { Command = "x" }, settings, scope: "s");
        Assert.Equal((TimeSpan.FromSeconds(7), "bwrap -- sh -lc"), (plan.Run.Timeout, string.Join(' ', plan.Run.ShellWrapper)));
        Assert.Equal(
            new SessionRecord
            {
                Scope = "s", Name = "x", Command = "x", YieldMs = 50, CleanupMs = 60_000, NotifyOnExit = false, NotifyOnExitEmptySuccess = true, MaxOutputChars = 5000, InputWaitIdleMs = 3, Input = true,
            },
            plan.Session);
        Assert.Equal("sh -lc", string.Join(' ', Plan(new ExecOptions { Command = "x", Elevated = true }, settings with { ElevatedAllowed = true }).Run.ShellWrapper));
    }

    [Fact]
    public void Settings_out_of_bounds_are_clamped_and_that_is_said()
    {
        var plan = Plan(new ExecOptions { Command = "x" }, new ExecSettings { BackgroundMs = 1, CleanupMs = 1, MaxOutputChars = 1, InputWaitIdleMs = -1 });
        Assert.Equal((10, 60_000, 1000, 0), (plan.Session.YieldMs, plan.Session.CleanupMs, plan.Session.MaxOutputChars, plan.Session.InputWaitIdleMs));
        Assert.Equal(["background_ms", "cleanup_ms", "max_output_chars", "input_wait_idle_ms"], plan.Warnings.Select(one => one.Split(' ')[0]));
    }

    [Fact]
    public void A_terminal_has_the_documented_size()
    {
        var plan = Plan(new ExecOptions { Command = "x", Pty = true }, inherited: "A=1\0");
        Assert.Equal((new TerminalSize(120, 30), StdinKind.Pipe), (plan.Terminal!.Value, plan.Stdin));
        // Which kind it is of says the keeper.
        Assert.Equal(["A=1"], Inherited(plan));
        Assert.True(plan.Session is { Terminal: true, Input: true });
    }

    [Fact]
    public void A_closed_stdin_is_the_null_device() => Assert.Equal(StdinKind.Null, Plan(new ExecOptions { Command = "x", StdinOpen = false }).Stdin);

    [Fact]
    public void Its_environment_is_laid_over_and_not_kept()
    {
        var plan = Plan(new ExecOptions { Command = "x", Env = ["A=1", "AGENT_EXEC_SHELL=mine", "A=2"] });
        Assert.Equal(["A=1", "AGENT_EXEC_SHELL=mine", "A=2", "AGENT_EXEC_SHELL=exec"], plan.Run.Env);
        Assert.Equal(["A", "AGENT_EXEC_SHELL"], plan.Run.Mask);
    }

    [Fact]
    public void Directories_come_before_path()
    {
        var settings = new ExecSettings { PathPrepend = ["/tools"] };
        var plain = Make(new ExecOptions { Command = "x" }, Caller(settings) with { ShellWrapper = ["sh", "-c"] }, Here, "PATH=/bin\0").Plan!;
        Assert.Equal(("x", "PATH=/tools:/bin"), (plain.Run.Command[0], Inherited(plain)[^1]));
        var login = Plan(new ExecOptions { Command = "x" }, settings, inherited: "PATH=/bin\0");
        Assert.EndsWith("; x", login.Run.Command[0], StringComparison.Ordinal);
        // Lists and events show what was asked for.
        Assert.Equal(("x", "x"), (login.Session.Command, login.Session.Name));
    }

    [Fact]
    public void Without_background_it_runs_to_its_end()
    {
        var settings = new ExecSettings { AllowBackground = false };
        var plan = Plan(new ExecOptions { Command = "x", TimeoutSeconds = 60 }, settings);
        Assert.Equal((false, false, TimeSpan.FromSeconds(63), 0), (plan.Session.MayYield, plan.Session.Background, plan.DueIn, plan.Warnings.Count));
        foreach (var options in (ExecOptions[])[new() { Command = "x", Background = true }, new() { Command = "x", YieldMs = 20 }])
        {
            plan = Plan(options, settings);
            Assert.Equal((false, false, TimeSpan.FromSeconds(1803)), (plan.Session.MayYield, plan.Session.Background, plan.DueIn));
            Assert.Contains("allow_background", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        }

        // For ever, as far as a timer can count.
        Assert.InRange(Plan(new ExecOptions { Command = "x", TimeoutSeconds = 0 }, settings).DueIn.TotalDays, 10, 24);
        Assert.InRange(Plan(new ExecOptions { Command = "x", TimeoutSeconds = 1e12 }, settings).DueIn.TotalDays, 10, 24);
    }

    [Theory]
    [InlineData("", "command is empty")]
    [InlineData(" \n\t", "command is empty")]
    [InlineData("echo a\0; rm b", "command holds a NUL character")]
    public void What_is_no_command_is_refused(string command, string why) => Refused(new ExecOptions { Command = command }, why);

    [Theory]
    [InlineData("w\0x", "workdir holds a NUL character")]
    [InlineData("", "workdir is empty")]
    public void What_is_no_directory_name_is_refused(string workdir, string why) => Refused(new ExecOptions { Command = "x", Workdir = workdir }, why);

    [Fact]
    public void A_directory_that_is_not_there_fails_the_call_and_nothing_is_run()
    {
        var file = Path.GetTempFileName();
        try
        {
            foreach (var cwd in (string[])["/nowhere/at/all", file])
            {
                var (plan, refusal) = Make(new ExecOptions { Command = "x", Workdir = cwd }, new ToolOptions(), cwd);
                Assert.Null(plan);
                var failed = Assert.IsType<ExecFailed>(refusal);
                Assert.Equal(("failed", null, EndReason.LaunchFailed, cwd, ""), (failed.Status, failed.ExitCode, failed.ExitReason, failed.Cwd, failed.Aggregated));
                Assert.Contains("does not exist", failed.Error!, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("ld_library_path")]
    [InlineData("DYLD_INSERT_LIBRARIES")]
    [InlineData("NODE_OPTIONS")]
    [InlineData("NODE_PATH")]
    [InlineData("PYTHONPATH")]
    [InlineData("PYTHONHOME")]
    [InlineData("RUBYLIB")]
    [InlineData("PERL5LIB")]
    [InlineData("BASH_ENV")]
    [InlineData("ENV")]
    [InlineData("env")]
    [InlineData("GCONV_PATH")]
    [InlineData("IFS")]
    [InlineData("SSLKEYLOGFILE")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("JAVA_TOOL_OPTIONS")]
    [InlineData("PATH")]
    [InlineData("Path")]
    public void Variables_that_change_what_is_run_are_refused_by_name(string key)
    {
        Refused(new ExecOptions { Command = "x", Env = ["OK=1", $"{key}=hunter2"] }, key);
        Assert.NotNull(Make(new ExecOptions { Command = "x", Env = [$"MY_{key}=1"] }, new ToolOptions(), Here).Plan);
    }

    [Fact]
    public void All_refused_variables_are_listed()
    {
        var error = Refused(new ExecOptions { Command = "x", Env = ["IFS=hunter2", "OK=1", "path=hunter2"] }, "IFS, path");
        Assert.DoesNotContain("OK", error, StringComparison.Ordinal);
        Assert.Contains("path_prepend", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=hunter2", "a variable without a name")]
    [InlineData("A=hunter2\0LD_PRELOAD=x", "a NUL character")]
    public void What_is_no_variable_is_refused(string env, string why) => Refused(new ExecOptions { Command = "x", Env = [env] }, why);

    [Fact]
    public void Leaving_the_sandbox_is_refused_where_it_is_not_allowed()
    {
        var (plan, refusal) = Make(new ExecOptions { Command = "x", Elevated = true }, Caller(new ExecSettings { Sandbox = ["bwrap"] }), Here);
        Assert.Null(plan);
        Assert.Contains("[exec] elevated", Assert.IsType<ToolFailure>(refusal).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_scope_is_refused()
    {
        var (plan, refusal) = Make(new ExecOptions { Command = "x" }, new ToolOptions { Scope = "a b" }, Here);
        Assert.Null(plan);
        Assert.Contains("scope", Assert.IsType<ToolFailure>(refusal).Error, StringComparison.Ordinal);
    }

    private static string Refused(ExecOptions options, string why)
    {
        var (plan, refusal) = Make(options, new ToolOptions(), Here);
        Assert.Null(plan);
        var failure = Assert.IsType<ToolFailure>(refusal);
        Assert.Equal("failed", failure.Status);
        Assert.Contains(why, failure.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was run", failure.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Error, StringComparison.Ordinal);
        return failure.Error;
    }

    private static ExecPlan Plan(ExecOptions options, ExecSettings? settings = null, string? scope = null, string inherited = "PATH=/bin\0")
    {
        var (plan, refusal) = Make(options, Caller(settings ?? ExecSettings.Default) with { Scope = scope }, Here, inherited);
        Assert.Null(refusal);
        return plan!;
    }

    private static (ExecPlan? Plan, ToolResult? Refusal) Make(ExecOptions options, ToolOptions caller, string cwd, string inherited = "") =>
        ExecPlanner.Make(options, caller, cwd, Encoding.UTF8.GetBytes(inherited));

    private static ToolOptions Caller(ExecSettings settings) => new() { Settings = settings };

    private static string[] Inherited(ExecPlan plan) =>
        System.Text.Encoding.UTF8.GetString(plan.Run.InheritedEnvironment!.Value.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
