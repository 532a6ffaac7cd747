namespace AgentExec.Cli.Tests;

/// <summary>How long a call waits for its host (fault 10).</summary>
public sealed class PatienceTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("1", 1)]
    [InlineData("2147483647", 2147483647)]
    public async Task The_environment_can_say_it(string? text, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)(await Go(text)).Client!.Patience?.TotalMilliseconds);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1s")]
    [InlineData(" 5")]
    [InlineData("2147483648")]
    public async Task Anything_else_is_said_to_be_wrong(string text)
    {
        var run = await Go(text);
        Assert.Equal((1, null), (run.ExitCode, run.Client));
        Assert.Contains("AGENT_EXEC_PATIENCE_MS", run.Stdout, StringComparison.Ordinal);
        Assert.Contains("\"internal_error\"", run.Stdout, StringComparison.Ordinal);
    }

    private static Task<CliRun> Go(string? text) =>
        new CliRun { Environment = text is null ? [] : new() { ["AGENT_EXEC_PATIENCE_MS"] = text } }.Go("status", "x");
}
