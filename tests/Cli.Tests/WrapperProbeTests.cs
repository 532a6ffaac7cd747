using System.Text;
using AgentExec.Cli.Configuration;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>The check <c>shell_wrapper</c> of <c>doctor</c> (input F10).</summary>
public sealed class WrapperProbeTests : IDisposable
{
    private readonly Scratch _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("X=1", "sh -lc", CheckVerdict.Ok, "sh -lc: reaches a command in ")]
    [InlineData("exec /bin/bash", "sh -lc", CheckVerdict.Fail, "before it reached the command")]
    [InlineData("exit 3", "/bin/sh -lc", CheckVerdict.Fail, "ended with code 3 before")]
    [InlineData("exit 3", "sh -c", CheckVerdict.Ok, "reaches a command")]
    [InlineData("echo hello", "sh -lc", CheckVerdict.Warn, "prints 6 bytes of its own")]
    [InlineData("kill -9 $$", "sh -lc", CheckVerdict.Fail, "signal 9 ended it")]
    [InlineData("", "no-such-shell -c", CheckVerdict.Fail, "no-such-shell: not found in PATH")]
    [InlineData("", "false", CheckVerdict.Warn, "ended with code 1 for the command 'true'")]
    public void Should_say_what_the_wrapper_does(string profile, string wrapper, CheckVerdict verdict, string detail)
    {
        _home.Write(".profile", profile + "\n");
        var environment = Encoding.UTF8.GetBytes($"PATH=/usr/bin:/bin\0HOME={_home.Path}\0");
        var check = WrapperProbe.Try(wrapper.Split(' '), environment, TimeProvider.System);
        Assert.Equal(("shell_wrapper", verdict), (check.Name, check.Verdict));
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_a_wrapper_that_hangs_and_one_that_is_slow()
    {
        var end = new ChildEnd(1, 0, null, false, default, default, 0);
        var finding = new WrapperFinding("sh -lc", TimeSpan.FromSeconds(5)) { IsReached = true };
        Assert.Contains("did not end within 5 s", (finding with { Took = TimeSpan.FromSeconds(5) }).Judge().Detail, StringComparison.Ordinal);
        Assert.Contains("cannot be started", finding.Judge().Detail, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Warn, (finding with { End = end, Took = TimeSpan.FromSeconds(2) }).Judge().Verdict);
        Assert.Equal(CheckVerdict.Ok, (finding with { End = end }).Judge().Verdict);
    }
}
