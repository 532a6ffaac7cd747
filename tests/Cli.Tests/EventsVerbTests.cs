using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary><c>events</c>: one answer, or with <c>--follow</c> a line for each event.</summary>
public sealed class EventsVerbTests
{
    private static readonly SessionEvent[] Three = [.. Enumerable.Range(1, 3).Select(static number => new SessionEvent
    {
        Cursor = $"{number}", SessionId = "calm-otter", JobId = "j", Name = "n", Status = "completed", Exit = "exit 0", ExitCode = 0, Reason = EndReason.Exited,
    })];

    [Theory]
    [InlineData("events", 0d, null, null, null)]
    [InlineData("events --wait", null, null, null, null)]
    [InlineData("events --wait --timeout-ms 0", null, null, null, null)]
    [InlineData("events --wait --timeout-ms 1500", 1500d, null, null, null)]
    [InlineData("events --timeout-ms 1500", 1500d, null, null, null)]
    [InlineData("events --after 3 --ack 2 --scope s", 0d, "3", "2", "s")]
    public async Task It_asks_for_what_is_said(string argv, double? waitMs, string? after, string? acknowledge, string? scope)
    {
        var run = await CliRun.Of(argv.Split(' '));
        var options = run.Client!.Events!;
        Assert.Equal((0, "", 1), (run.ExitCode, run.Stderr, run.Writes));
        Assert.Equal((waitMs, after, acknowledge, scope), (options.Wait?.TotalMilliseconds, options.After, options.Acknowledge, options.Scope));
        Assert.Equal("{\"schema_version\":\"0.1\",\"ok\":true,\"type\":\"events\",\"events\":[],\"cursor\":\"7\",\"more\":false}\n", run.Stdout);
    }

    [Fact]
    public async Task Following_prints_a_line_for_each_event_as_it_comes()
    {
        var run = await new CliRun { Inbox = Three }.Go("events", "--follow", "--after", "0", "--scope", "s");
        Assert.Equal(["follow s 0"], run.Client!.Calls);
        Assert.Equal((0, 3), (run.ExitCode, run.Writes));
        var lines = run.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, static line => Assert.StartsWith("{\"schema_version\":\"0.1\",\"ok\":true,\"type\":\"events\",\"events\":[{\"cursor\":\"", line, StringComparison.Ordinal));
        Assert.EndsWith("],\"cursor\":\"2\",\"more\":false}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_ends_when_nobody_reads_on()
    {
        var run = await new CliRun { Inbox = Three, StdoutFailure = new PosixException(Errno.BrokenPipe, "write"), WritesBeforeFailure = 1 }.Go("events", "--follow");
        Assert.Equal((0, 2, ""), (run.ExitCode, run.Writes, run.Stderr));
    }

    [Fact]
    public async Task A_failure_while_following_is_the_last_line()
    {
        var run = await new CliRun { Failure = new AgentExecException(ErrorDetail.HostUnavailable("gone")) }.Go("events", "--follow");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"code\":\"host_unavailable\"", run.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_behind_stdout_ends_it_with_a_word()
    {
        var run = await new CliRun { Inbox = Three, StdoutFailure = new IOException("full") }.Go("events", "--follow");
        Assert.Equal((1, 1), (run.ExitCode, run.Writes));
        Assert.Contains("cannot write the answer", run.Stderr, StringComparison.Ordinal);
    }
}
