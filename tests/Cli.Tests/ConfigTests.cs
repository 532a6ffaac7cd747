using AgentExec.Cli.Configuration;

namespace AgentExec.Cli.Tests;

/// <summary>The size of logs (contract B11) and what a configuration file says that nobody reads.</summary>
public sealed class ConfigTests : IDisposable
{
    private const long Usual = 1L << 30;

    private readonly Scratch _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("", Usual)]
    [InlineData("[log]\n", Usual)]
    [InlineData("[log]\nmax_bytes = 0", 0)]
    [InlineData("[log]\nmax_bytes = 1", 1)]
    [InlineData("log.max_bytes = 1_000", 1000)]
    [InlineData("log = { max_bytes = 0x10 }", 16)]
    [InlineData("[log]\nmax_bytes = 9223372036854775807", long.MaxValue)]
    public async Task The_file_says_how_large_a_log_may_become(string toml, long bytes)
    {
        var run = await Go(toml);
        Assert.Equal((bytes, ""), (run.Client!.Run!.LogMaxBytes, run.Stderr));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("1073741824", Usual)]
    [InlineData("18446744073709551615", long.MaxValue)]
    public async Task The_option_goes_before_the_file(string option, long bytes) =>
        Assert.Equal(bytes, (await Go("[log]\nmax_bytes = 5", "--log-max-bytes", option)).Client!.Run!.LogMaxBytes);

    [Fact]
    public async Task With_a_shell_wrapper_no_file_is_read()
    {
        Assert.Equal(Usual, (await Go("[log]\nmax_bytes = -1", "--shell-wrapper", "sh -c")).Client!.Run!.LogMaxBytes);
        Assert.Equal(9, (await Go("[log]\nmax_bytes = -1", "--shell-wrapper", "sh -c", "--log-max-bytes=9")).Client!.Run!.LogMaxBytes);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1k")]
    [InlineData("1.5")]
    [InlineData("")]
    public async Task An_option_that_is_no_number_is_a_usage_error(string option) =>
        (await Go("", $"--log-max-bytes={option}")).ShouldBeUsageError("--log-max-bytes");

    [Theory]
    [InlineData("[log]\nmax_bytes = -1", "[log] max_bytes is -1")]
    [InlineData("[log]\nmax_bytes = '1'", "line 2: expected")]
    [InlineData("[gc]\nkeep_days = -1", "[gc] keep_days is no number of days: expected 0, which is no limit, or more")]
    [InlineData("[gc]\nkeep_days = '36h'", "[gc] keep_days is no number of days")]
    [InlineData("[gc]\nkeep_days = '30'", "[gc] keep_days is no number of days")]
    [InlineData("[gc]\nkeep_days = 1.5", "[gc] keep_days is no number of days")]
    [InlineData("[gc]\nmax_bytes = -1", "[gc] max_bytes is -1")]
    [InlineData("[gc]\nauto = 'no'", "line 2: expected")]
    [InlineData("[log]\nmax_bytes = 1.5", "line 2: expected")]
    [InlineData("[log]\nmax_bytes = true", "line 2: expected")]
    [InlineData("[log]\nmax_bytes = [1]", "line 2: expected")]
    [InlineData("[log]\nmax_bytes = 9223372036854775808", "line 2: ")]
    [InlineData("log = 3", "line 1: expected")]
    [InlineData("[[log]]\nmax_bytes = 3", "expected")]
    public async Task A_wrong_size_is_an_internal_error_and_no_job(string toml, string message)
    {
        foreach (var options in (string[][])[[], ["--log-max-bytes", "5"]])
        {
            var run = await Go(toml, options);
            Assert.Equal((1, null), (run.ExitCode, run.Client));
            Assert.Contains("\"code\":\"internal_error\"", run.Stdout);
            Assert.Contains(message, run.Stdout);
        }
    }

    [Theory]
    [InlineData("[shell]\nunx = ['a']", "unknown key 'unx' in [shell] is ignored: did you mean 'unix'?")]
    [InlineData("[shell]\nUnix = ['a']", "unknown key 'Unix' in [shell] is ignored: did you mean 'unix'?")]
    [InlineData("[shell]\nprogram = 'a'", "unknown key 'program' in [shell] is ignored: known are 'unix', 'windows'")]
    [InlineData("log.maxbytes = 1", "unknown key 'maxbytes' in [log] is ignored: did you mean 'max_bytes'?")]
    [InlineData("[log]\nlevel = 1", "unknown key 'level' in [log] is ignored: known is 'max_bytes'")]
    [InlineData("[shel]\nunix = ['a']", "unknown section 'shel' is ignored: did you mean [shell]?")]
    [InlineData("[[logs]]\na = 1", "unknown section 'logs' is ignored: did you mean [log]?")]
    [InlineData("[notifications]\na = 1", "unknown section 'notifications' is ignored: known are [shell], [log], [exec], [gc]")]
    [InlineData("max_bytes = 1", "unknown key 'max_bytes' is ignored: did you mean 'max_bytes' in [log]?")]
    [InlineData("[gc]\nkeepdays = 1", "unknown key 'keepdays' in [gc] is ignored: did you mean 'keep_days'?")]
    [InlineData("[shell]\n\"{a\\n{b\" = 1", "unknown key '{a\\u000a{b' in [shell] is ignored")]
    public async Task What_nobody_reads_is_warned_of(string toml, string warning)
    {
        var run = await Go(toml);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, run.Stdout.Count(static letter => letter == '\n'));
        Assert.StartsWith($"agent-exec: warn: configuration file {_place.Of("c.toml")}: {warning}", run.Stderr, StringComparison.Ordinal);
        Assert.Equal(1, run.Stderr.Count(static letter => letter == '\n'));
    }

    [Fact]
    public async Task Should_read_no_file_without_end()
    {
        var run = await new CliRun { Home = _place.Of("home") }.Go("run", "--config", "/dev/zero", "x");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("configuration file /dev/zero: cannot be read: it has more than 1048576 bytes", run.Stdout, StringComparison.Ordinal);
        Assert.Equal(0, (await new CliRun { Home = _place.Of("home") }.Go("run", "--config", "/dev/null", "x")).ExitCode);
    }

    [Theory]
    [InlineData("off", false)]
    [InlineData("error", false)]
    [InlineData("warn", true)]
    public async Task Warnings_obey_the_level(string level, bool shown)
    {
        var run = new CliRun { Home = _place.Of("home"), Environment = new() { ["RUST_LOG"] = level } };
        await run.Go("run", "--config", _place.Write("c.toml", "[other]\n"), "x");
        Assert.Equal(shown, run.Stderr.Length > 0);
    }

    [Theory]
    [InlineData("unix", "unix", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void Edits_between_words(string from, string to, int edits) => Assert.Equal(edits, Nearness.Edits(from, to));

    private Task<CliRun> Go(string toml, params string[] options) =>
        new CliRun { Home = _place.Of("home") }.Go(["run", "--config", _place.Write("c.toml", toml), .. options, "x"]);
}
