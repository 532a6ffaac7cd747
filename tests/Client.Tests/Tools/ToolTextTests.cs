using AgentExec.Client.Tools;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tests.Tools;

/// <summary>What a model is shown, result by result.</summary>
public sealed class ToolTextTests
{
    private const string Time = "2026-01-01T00:00:00Z";

    private static readonly ExecFailed Failed = new()
    {
        Status = "failed", DurationMs = 2500, Aggregated = "out\n", Truncated = false, TotalChars = 4, TotalBytes = 4, Cwd = "/", TimedOut = false, ExitReason = EndReason.Signaled,
    };

    private static readonly SessionOutput Running = new() { Status = "running", SessionId = "calm-otter", Name = "n", Output = "", Cursor = "1" };

    private static readonly SessionRow Row = new()
    {
        SessionId = "calm-otter", Status = "running", StartedAt = Time, RuntimeMs = 72_000, Cwd = "/", Command = "npm run build", Name = "npm run", Tail = "",
        Truncated = false, StdinWritable = true, WaitingForInput = false, IdleMs = 0,
    };

    [Theory]
    [InlineData(0, "done\n", "done")]
    [InlineData(0, "", "(no output)")]
    [InlineData(3, "oops\n", "oops\n\nCommand exited with code 3.")]
    [InlineData(3, "", "(no output)\n\nCommand exited with code 3.")]
    public void An_end_in_the_foreground_is_its_output_and_its_code(int code, string output, string text) =>
        Assert.Equal(text, ToolText.Of(Completed(code, output)));

    [Fact]
    public void Cut_output_says_that_it_is_cut() =>
        Assert.Equal("(the last 3 of 900 characters)\nabc", ToolText.Of(Completed(0, "abc") with { Truncated = true, TotalChars = 900 }));

    [Fact]
    public void A_failure_says_how_it_came()
    {
        Assert.Equal("out\n\nCommand was killed by SIGKILL.", ToolText.Of(Failed with { Signal = "SIGKILL" }));
        Assert.Equal("out\n\nCommand timed out after 2s and was killed.", ToolText.Of(Failed with { Signal = "SIGTERM", TimedOut = true }));
        Assert.Equal("out\n\nCommand exited with code 127: it was not found.", ToolText.Of(Failed with { ExitCode = 127 }));
        Assert.Equal("out\n\nCommand exited with code 126: it cannot be executed.", ToolText.Of(Failed with { ExitCode = 126 }));
        Assert.Equal("Command failed: no such directory", ToolText.Of(Failed with { Aggregated = "", ExitReason = EndReason.LaunchFailed, Error = "no such directory" }));
        Assert.Equal("out\n\nCommand failed, and nobody saw how it ended.", ToolText.Of(Failed with { ExitReason = EndReason.Lost }));
    }

    [Fact]
    public void Should_not_call_all_that_is_left_the_last_of_it()
    {
        var lost = Completed(0, "kept.\n") with { Truncated = true, TotalChars = 6, TotalBytes = 18_899, Warnings = ["18893 bytes are missing"] };
        Assert.Equal("(incomplete: 18899 bytes were written, and only what follows was kept)\nkept.\n\nWarning: 18893 bytes are missing", ToolText.Of(lost));
        Assert.Contains("\n(no output was kept)", ToolText.Of(lost with { Aggregated = "", TotalChars = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_went_to_the_background_says_how_to_follow_it()
    {
        var running = new ExecRunning { Status = "running", SessionId = "calm-otter", Pid = 42, StartedAt = Time, Cwd = "/", Tail = "", FollowUp = "f" };
        const string first = "Command still running (session calm-otter, pid 42). Use process (list/poll/log/write/kill/clear/remove) for follow-up.";
        Assert.Equal(first, ToolText.Of(running));
        Assert.Equal($"{first}\n\nOutput so far:\nab", ToolText.Of(running with { Tail = "ab\n" }));
        Assert.Contains("not started yet", ToolText.Of(running with { Pid = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_come_last() => Assert.Equal(
        "done\n\nWarning: a\nWarning: b", ToolText.Of(Completed(0, "done") with { Warnings = ["a", "b"] }));

    [Fact]
    public void A_list_has_a_line_for_each_session()
    {
        Assert.Equal("No running or recent sessions.", ToolText.Of(List()));
        Assert.Equal(
            "calm-otter running   1m12s :: npm run\nold-owl failed    350ms :: make\nidle-eel running   2h05m :: bash [waits for input]",
            ToolText.Of(List(
                Row,
                Row with { SessionId = "old-owl", Status = "failed", RuntimeMs = 350, Name = "make" },
                Row with { SessionId = "idle-eel", RuntimeMs = 7_500_000, Name = "bash", WaitingForInput = true })));
    }

    [Fact]
    public void A_poll_says_what_is_new_and_how_it_stands()
    {
        Assert.Equal("(no new output)\n\nProcess still running. Poll again in 5 s, or with a timeout.", ToolText.Of(Running with { RetryInMs = 5000 }));
        Assert.Equal("a\nb\n\nProcess still running.", ToolText.Of(Running with { Output = "a\nb\n" }));
        Assert.Equal("a\n\nThere is more output already: poll again.\n\nProcess still running.", ToolText.Of(Running with { Output = "a", More = true }));
        Assert.Equal("(7 bytes before this are missing: the log was full)\n\na\n\nProcess still running.", ToolText.Of(Running with { Output = "a", DroppedBytes = 7 }));
        var waiting = ToolText.Of(Running with { WaitingForInput = true, IdleMs = 16_000 });
        Assert.Contains("wait for input (no output for 16s)", waiting, StringComparison.Ordinal);
        Assert.All((string[])["write", "submit", "send-keys"], way => Assert.Contains(way, waiting, StringComparison.Ordinal));
    }

    [Fact]
    public void A_poll_that_delivers_the_end_says_which()
    {
        var ended = Running with { Status = "completed", Output = "z" };
        Assert.Equal("z\n\nProcess exited with code 0.", ToolText.Of(ended with { ExitCode = 0 }));
        Assert.Equal("z\n\nProcess exited with code 7.", ToolText.Of(ended with { ExitCode = 7 }));
        Assert.Equal("z\n\nProcess was killed by SIGTERM.", ToolText.Of(ended with { Status = "failed", ExitSignal = "SIGTERM" }));
        Assert.Equal("z\n\nProcess timed out and was killed.", ToolText.Of(ended with { Status = "failed", ExitSignal = "SIGKILL", TimedOut = true }));
        // A missing exit code is never shown as 0.
        var lost = ToolText.Of(ended with { Status = "failed", ExitReason = EndReason.Lost });
        Assert.Equal("z\n\nProcess was lost: nobody saw how it ended.", lost);
        Assert.Equal("z\n\nProcess ended, and its exit code is not known.", ToolText.Of(ended with { Status = "failed" }));
    }

    [Fact]
    public void A_log_is_its_lines_and_a_hint()
    {
        var log = new SessionLog
        {
            Status = "completed", SessionId = "s", Name = "n", Output = "a\nb\n", Offset = 0, Lines = 2, Total = 2, TotalLines = 2, TotalChars = 4, Truncated = false,
        };
        Assert.Equal("a\nb", ToolText.Of(log));
        Assert.Equal("a\nb\n\nmore with offset 0", ToolText.Of(log with { Hint = "more with offset 0" }));
        Assert.Equal("(no output)", ToolText.Of(log with { Output = "" }));
    }

    [Theory]
    [InlineData(ProcessAction.Write, "Wrote 2 bytes to session s.")]
    [InlineData(ProcessAction.SendKeys, "Sent 2 bytes to session s.")]
    [InlineData(ProcessAction.Submit, "Submitted session s.")]
    [InlineData(ProcessAction.Paste, "Pasted 2 bytes to session s.")]
    [InlineData(ProcessAction.Resize, "Resized the terminal of session s.")]
    public void Input_says_what_was_taken(ProcessAction action, string text) =>
        Assert.Equal(text, ToolText.Of(new SessionInput { Status = "completed", SessionId = "s", Name = "n", Bytes = 2 }, action));

    [Fact]
    public void Input_that_was_not_taken_says_why()
    {
        var input = new SessionInput { Status = "failed", SessionId = "s", Name = "n", Bytes = 0, Error = "it does not read" };
        Assert.Equal("it does not read", ToolText.Of(input, ProcessAction.Write));
        Assert.Equal("Wrote 3 bytes to session s. it does not read", ToolText.Of(input with { Bytes = 3 }, ProcessAction.Write));
        Assert.Equal("Wrote 0 bytes to session s. Said that there is no more input.", ToolText.Of(input with { Error = null, Eof = true }, ProcessAction.Write));
    }

    [Theory]
    [InlineData(ProcessAction.Kill, "Killed session s. It ended by SIGTERM.")]
    [InlineData(ProcessAction.Clear, "Cleared session s. It ended by SIGTERM.")]
    [InlineData(ProcessAction.Remove, "Removed session s. It ended by SIGTERM.")]
    public void What_was_done_to_a_session_is_said(ProcessAction action, string text)
    {
        var done = new SessionDone { Status = "completed", SessionId = "s", Name = "n", ExitSignal = "SIGTERM" };
        Assert.Equal(text, ToolText.Of(done, action));
        Assert.EndsWith("s. It exited with code 0.", ToolText.Of(done with { ExitSignal = null, ExitCode = 0 }, action), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_its_text() => Assert.Equal("no such session", ToolText.Of(ToolFailure.Of("no such session")));

    private static SessionList List(params SessionRow[] rows) => new() { Status = "completed", Sessions = rows };

    private static ExecCompleted Completed(int code, string output) => new()
    {
        Status = "completed", ExitCode = code, DurationMs = 1, Aggregated = output, Truncated = false, TotalChars = output.Length, TotalBytes = output.Length, Cwd = "/",
    };
}
