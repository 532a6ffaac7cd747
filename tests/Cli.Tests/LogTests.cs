using AgentExec.Cli.Output;

namespace AgentExec.Cli.Tests;

/// <summary>Diagnostics on stderr (contract A25, A3).</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData(null, 0, "Warn")]
    [InlineData(null, 1, "Info")]
    [InlineData(null, 2, "Debug")]
    [InlineData(null, 3, "Trace")]
    [InlineData(null, 9, "Trace")]
    [InlineData("", 1, "Info")]
    [InlineData(" ", 1, "Info")]
    [InlineData("off", 3, "Off")]
    [InlineData("error", 3, "Error")]
    [InlineData("WARN", 3, "Warn")]
    [InlineData("info", 0, "Info")]
    [InlineData("debug", 0, "Debug")]
    [InlineData("trace", 0, "Trace")]
    [InlineData("loud", 2, "Debug")]
    [InlineData("info,loud", 2, "Debug")]
    [InlineData("info,", 2, "Debug")]
    [InlineData("=info", 2, "Debug")]
    [InlineData("agent_exec=debug", 0, "Debug")]
    [InlineData("warn,agent_exec=trace", 0, "Trace")]
    [InlineData("agent_exec=error,trace", 3, "Error")]
    [InlineData("hyper=trace", 3, "Off")]
    [InlineData("hyper=trace,info", 3, "Info")]
    public void A_valid_variable_decides_alone(string? variable, int verbosity, string level) =>
        Assert.Equal(level, LogLevels.Select(variable, verbosity).ToString());

    [Theory]
    [InlineData("debug", "")]
    [InlineData("off", "-vv")]
    [InlineData("", "-vv")]
    [InlineData("trace", "-vvv")]
    public async Task However_much_is_said_stdout_stays_one_line(string variable, string option)
    {
        string[] args = option.Length > 0 ? ["status", option, "x"] : ["status", "x"];
        var run = await new CliRun { Environment = new() { ["RUST_LOG"] = variable } }.Go(args);
        Assert.Equal(1, run.Stdout.Count(static letter => letter == '\n'));
        Assert.Equal(variable != "off", run.Stderr.Contains("debug: jobs root"));
    }

    [Fact]
    public async Task Verbosity_counts_at_all_levels() => Assert.Contains("debug:", (await CliRun.Of("-v", "status", "x", "-v")).Stderr);

    [Theory]
    [InlineData("{}", " {}")]
    [InlineData("a\n{\r{", "a\n {\r {")]
    [InlineData("a{", "a{")]
    public void No_line_looks_like_an_answer(string text, string expected) => Assert.Equal(expected, StderrText.Harmless(text));
}
