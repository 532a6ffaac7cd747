using AgentExec.Client.Tools;

namespace AgentExec.Cli.Tests;

/// <summary>The settings of the tools, row by row (exec-process §8): file, both names of each variable, bounds.</summary>
public sealed class ExecSettingsTests : IDisposable
{
    private readonly Scratch _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("exec x")]
    [InlineData("process list")]
    [InlineData("tool {}")]
    public async Task Without_a_word_everything_is_usual(string argv)
    {
        var settings = await Read("", argv);
        Assert.Equal((10_000, 1800d, 1_800_000, true, false), (settings.BackgroundMs, settings.TimeoutSeconds, settings.CleanupMs, settings.NotifyOnExit, settings.NotifyOnExitEmptySuccess));
        Assert.Equal((null, true, false, 15_000), (settings.MaxOutputChars, settings.AllowBackground, settings.ElevatedAllowed, settings.InputWaitIdleMs));
        Assert.Equal((0, 0, 0), (settings.PathPrepend.Count, settings.Sandbox.Count, settings.Warnings.Count));
    }

    [Theory]
    [InlineData("exec x")]
    [InlineData("process list")]
    [InlineData("tool {}")]
    public async Task The_file_says_each_of_them(string argv)
    {
        var settings = await Read(
            """
            [exec]
            background_ms = 500
            timeout_sec = 2.5
            cleanup_ms = 60000
            notify_on_exit = false
            notify_on_exit_empty_success = true
            max_output_chars = 1000
            path_prepend = ["/a", "/b c"]
            allow_background = false
            elevated = "allowed"
            sandbox = ["bwrap", "--dev-bind", "/", "/"]
            input_wait_idle_ms = 1
            """,
            argv);
        Assert.Equal((500, 2.5, 60_000, false, true), (settings.BackgroundMs, settings.TimeoutSeconds, settings.CleanupMs, settings.NotifyOnExit, settings.NotifyOnExitEmptySuccess));
        Assert.Equal((1000L, false, true, 1), (settings.MaxOutputChars!.Value, settings.AllowBackground, settings.ElevatedAllowed, settings.InputWaitIdleMs));
        Assert.Equal("/a|/b c", string.Join('|', settings.PathPrepend));
        Assert.Equal("bwrap --dev-bind / /", string.Join(' ', settings.Sandbox));
        Assert.Empty(settings.Warnings);
    }

    [Theory]
    [InlineData("timeout_sec = 90", 90)]
    [InlineData("timeout_sec = 0", 0)]
    [InlineData("timeout_sec = 0.25", 0.25)]
    [InlineData("timeout_sec = '1h30m'", 5400)]
    [InlineData("timeout_sec = '250ms'", 0.25)]
    public async Task The_timeout_may_have_a_fraction(string toml, double seconds) => Assert.Equal(seconds, (await Read($"[exec]\n{toml}")).TimeoutSeconds);

    [Theory]
    [InlineData("YIELD_MS", "700", 700, -1, -1)]
    [InlineData("JOB_TTL_MS", "70000", -1, 70_000, -1)]
    [InlineData("MAX_OUTPUT_CHARS", "7000", -1, -1, 7000)]
    public async Task The_environment_goes_before_the_file_under_both_names(string name, string value, long background, long cleanup, long chars)
    {
        const string toml = "[exec]\nbackground_ms = 100\ncleanup_ms = 60000\nmax_output_chars = 2000";
        (long, long, long) expected = (background < 0 ? 100 : background, cleanup < 0 ? 60_000 : cleanup, chars < 0 ? 2000 : chars);
        var ours = await Read(toml, "exec x", ($"AGENT_EXEC_{name}", value));
        Assert.Equal(expected, (ours.BackgroundMs, ours.CleanupMs, ours.MaxOutputChars!.Value));
        var theirs = await Read(toml, "exec x", ($"PI_BASH_{name}", value));
        Assert.Equal(expected, (theirs.BackgroundMs, theirs.CleanupMs, theirs.MaxOutputChars!.Value));
        var both = await Read(toml, "exec x", ($"AGENT_EXEC_{name}", value), ($"PI_BASH_{name}", "99999"));
        Assert.Equal(expected, (both.BackgroundMs, both.CleanupMs, both.MaxOutputChars!.Value));
        var empty = await Read(toml, "exec x", ($"AGENT_EXEC_{name}", ""), ($"PI_BASH_{name}", value));
        Assert.Equal(expected, (empty.BackgroundMs, empty.CleanupMs, empty.MaxOutputChars!.Value));
    }

    [Theory]
    [InlineData("AGENT_EXEC_YIELD_MS", "9", 10, "AGENT_EXEC_YIELD_MS 9 is below 10 ms, 10 is used")]
    [InlineData("PI_BASH_YIELD_MS", "120001", 120_000, "PI_BASH_YIELD_MS 120001 is above 120000 ms, 120000 is used")]
    [InlineData("AGENT_EXEC_YIELD_MS", "-5", 10, "AGENT_EXEC_YIELD_MS -5 is below")]
    [InlineData("AGENT_EXEC_YIELD_MS", "99999999999999999999999", 120_000, "AGENT_EXEC_YIELD_MS 9223372036854775807 is above")]
    public async Task A_variable_out_of_bounds_is_clamped_and_said(string name, string value, long background, string warning)
    {
        var settings = await Read("", "exec x", (name, value));
        Assert.Equal(background, settings.BackgroundMs);
        Assert.StartsWith(warning, Assert.Single(settings.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("background_ms = 1", "[exec] background_ms 1 is below 10 ms", 10, 1_800_000, -1)]
    [InlineData("background_ms = 120001", "[exec] background_ms 120001 is above 120000 ms", 120_000, 1_800_000, -1)]
    [InlineData("cleanup_ms = 59999", "[exec] cleanup_ms 59999 is below 60000 ms", 10_000, 60_000, -1)]
    [InlineData("cleanup_ms = 10800001", "[exec] cleanup_ms 10800001 is above 10800000 ms", 10_000, 10_800_000, -1)]
    [InlineData("max_output_chars = 0", "[exec] max_output_chars 0 is below 1000,", 10_000, 1_800_000, 1000)]
    [InlineData("max_output_chars = 9000000", "[exec] max_output_chars 9000000 is above 500000,", 10_000, 1_800_000, 500_000)]
    public async Task A_number_of_the_file_out_of_bounds_is_clamped_and_said(string toml, string warning, long background, long cleanup, long chars)
    {
        var settings = await Read($"[exec]\n{toml}");
        Assert.Equal((background, cleanup, chars), (settings.BackgroundMs, settings.CleanupMs, settings.MaxOutputChars ?? -1));
        Assert.StartsWith(warning, Assert.Single(settings.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("1.5")]
    [InlineData("10s")]
    [InlineData("-")]
    [InlineData(" 10")]
    [InlineData("1e3")]
    public async Task A_variable_that_is_no_number_is_refused(string value)
    {
        foreach (var name in (string[])["AGENT_EXEC_YIELD_MS", "PI_BASH_YIELD_MS", "AGENT_EXEC_MAX_OUTPUT_CHARS", "PI_BASH_MAX_OUTPUT_CHARS", "AGENT_EXEC_JOB_TTL_MS", "PI_BASH_JOB_TTL_MS"])
        {
            var run = await Go("", "exec x", (name, value));
            Assert.Equal((1, null), (run.ExitCode, run.Client));
            Assert.Contains($"{name}={value}: a whole number is expected", run.Stdout, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("exec = 3", "expected")]
    [InlineData("[exec]\nbackground_ms = '1'", "[exec] background_ms is no time: expected a number of milliseconds")]
    [InlineData("[exec]\nbackground_ms = 1.5", "[exec] background_ms is no time")]
    [InlineData("[exec]\ntimeout_sec = 'x'", "[exec] timeout_sec is no time: expected a number of seconds")]
    [InlineData("[exec]\ntimeout_sec = nan", "timeout_sec is no number")]
    [InlineData("[exec]\nallow_background = 1", "line 2: expected")]
    [InlineData("[exec]\nelevated = true", "line 2: expected")]
    [InlineData("[exec]\nelevated = 'maybe'", "elevated is neither \\\"denied\\\" nor \\\"allowed\\\"")]
    [InlineData("[exec]\nsandbox = 'bwrap'", "line 2: expected")]
    [InlineData("[exec]\nsandbox = ['']", "sandbox begins with an empty word")]
    [InlineData("[exec]\npath_prepend = ['bin']", "path_prepend has an entry that is not absolute")]
    [InlineData("[exec]\npath_prepend = ['/a:/b']", "path_prepend has an entry that is not absolute, or holds ':'")]
    public async Task A_wrong_table_is_an_internal_error_and_nothing_is_run(string toml, string message)
    {
        foreach (var argv in (string[])["exec x", "process list", "tool {}", "run x"])
        {
            var run = await Go(toml, argv);
            Assert.Equal((1, null), (run.ExitCode, run.Client));
            Assert.Contains("\"code\":\"internal_error\"", run.Stdout, StringComparison.Ordinal);
            Assert.Contains(message, run.Stdout, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_key_is_warned_of()
    {
        var run = await Go("[exec]\nbackgroundms = 5", "exec x");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("unknown key 'backgroundms' in [exec] is ignored: did you mean 'background_ms'?", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_read_times_with_units()
    {
        var settings = await Read("[exec]\nbackground_ms = '20s'\ncleanup_ms = '1h30m'\ninput_wait_idle_ms = '2s'");
        Assert.Equal((20_000, 5_400_000, 2_000L), (settings.BackgroundMs, settings.CleanupMs, settings.InputWaitIdleMs));
    }

    [Fact]
    public async Task Every_key_that_is_named_is_read()
    {
        foreach (var key in Configuration.ExecShape.Keys)
        {
            // Whatever its type is, an object is not it: a key that nobody reads would be warned of instead.
            var run = await Go($"[exec]\n{key} = {{ a = 1 }}", "exec x");
            Assert.True(run.ExitCode == 1, key);
        }
    }

    [Fact]
    public async Task The_shell_and_the_log_size_of_the_file_hold_too()
    {
        var caller = (await Go("[shell]\nunix = ['bash', '-c']\n[log]\nmax_bytes = 5", "exec x")).Client!.Tool!;
        Assert.Equal(("bash -c", 5), (string.Join(' ', caller.ShellWrapper), caller.LogMaxBytes));
    }

    private async Task<ExecSettings> Read(string toml, string argv = "exec x", params (string Name, string Value)[] environment)
    {
        var run = await Go(toml, argv, environment);
        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        return run.Client!.Tool!.Settings;
    }

    private Task<CliRun> Go(string toml, string argv, params (string Name, string Value)[] environment)
    {
        var file = _place.Write("home/.config/agent-exec/config.toml", toml);
        Assert.True(File.Exists(file));
        return new CliRun { Home = _place.Of("home"), Environment = environment.ToDictionary(one => one.Name, one => one.Value) }.Go(argv.Split(' '));
    }
}
