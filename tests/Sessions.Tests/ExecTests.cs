using AgentExec.Posix;

namespace AgentExec.Sessions.Tests;

/// <summary>§2: every parameter of <c>exec</c> and every case of its answers.</summary>
public sealed class ExecTests : ToolTest
{
    [Fact]
    public void Should_complete_with_both_streams_in_the_order_they_came()
    {
        // What two pipes hold at one moment has no order: each is there alone.
        var answer = Exec("echo one; sleep 0.2; echo two >&2; sleep 0.2; echo three; exit 3");
        Assert.Equal(["status", "exitCode", "durationMs", "aggregated", "truncated", "totalChars", "totalBytes", "cwd"], answer.Keys);
        Assert.Equal(("completed", 3L, "one\ntwo\nthree\n", false, 14L), (answer.Status, answer.Number("exitCode"), answer.Text("aggregated"), answer.Flag("truncated"), answer.Number("totalChars")));
        Assert.Empty(Sessions());
    }

    [Theory]
    [InlineData("exit 126", 126, null, "exited")]
    [InlineData("no-such-program-anywhere", 127, null, "exited")]
    [InlineData("kill -KILL $$", null, "SIGKILL", "signaled")]
    public void Should_fail_what_could_not_run_or_died(string command, int? code, string? signal, string reason)
    {
        var answer = Exec(command);
        Assert.Equal("failed", answer.Status);
        Assert.Equal((code, signal, reason, false), (CodeOf(answer), answer.Has("signal") ? answer.Text("signal") : null, answer.Text("exitReason"), answer.Flag("timedOut")));
    }

    [Theory]
    [InlineData(",\"timeout\":0.3")]
    [InlineData(",\"timeout\":0.3,\"yieldMs\":60000")]
    public void Should_kill_in_the_foreground_after_a_fraction_of_a_second(string timeout)
    {
        var answer = Exec("echo said; sleep 600", timeout);
        Assert.Equal(("failed", null, true, "timeout", "said\n"), (answer.Status, CodeOf(answer), answer.Flag("timedOut"), answer.Text("exitReason"), answer.Text("aggregated")));
        Assert.InRange(answer.Number("durationMs"), 300, 20_000);
    }

    [Fact]
    public void Should_keep_the_timeout_in_the_background()
    {
        var id = Background("sleep 600", ",\"timeout\":0.5");
        var (_, end) = PollToEnd(id);
        Assert.Equal(("failed", true, "timeout"), (end.Status, end.Flag("timedOut"), end.Text("exitReason")));
        Assert.False(end.Has("exitCode"));
    }

    [Fact]
    public void Should_have_no_timeout_with_zero()
    {
        var id = Background("sleep 600", ",\"timeout\":0");
        Assert.False(Box.Meta(Box.Jobs().Single()).TryGetProperty("timeout_ms", out _));
        End(id);
    }

    [Fact]
    public void Should_have_the_usual_timeout_without_one()
    {
        var id = Background("sleep 600");
        Assert.Equal(1_800_000, Box.Meta(Box.Jobs().Single()).GetProperty("timeout_ms").GetInt64());
        End(id);
    }

    [Theory]
    [InlineData(1, "10")]
    [InlineData(500_000, "120000")]
    public void Should_clamp_the_yield_time_and_say_so(int yieldMs, string used)
    {
        var answer = Exec("exit 0", $",\"yieldMs\":{yieldMs}");
        Assert.Contains(answer.Result.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains(used, StringComparison.Ordinal));
        Assert.Contains(used, answer.Shown);
        if (answer.Status == "running") PollToEnd(answer.Text("sessionId"));
    }

    [Fact]
    public void Should_let_background_win_over_the_yield_time()
    {
        var answer = Exec("sleep 600", ",\"background\":true,\"yieldMs\":120000");
        Assert.Equal("running", answer.Status);
        End(answer.Text("sessionId"));
    }

    [Fact]
    public void Should_show_the_newest_two_thousand_characters_when_it_goes_to_the_background()
    {
        var answer = Exec($"'{NativePrograms.ChildTool}' print stdout 2000; sleep 600", ",\"yieldMs\":1500");
        Assert.Equal(2000, answer.Text("tail").Length);
        Assert.EndsWith("stdout 2000\n", answer.Text("tail"));
        // It is not consumed.
        Assert.StartsWith("stdout 1\n", Poll(answer.Text("sessionId")).Text("output"));
        End(answer.Text("sessionId"));
    }

    [Fact]
    public void Should_run_in_the_directory_that_is_named()
    {
        Directory.CreateDirectory(Path.Combine(Box.Work, "sub"));
        var answer = Exec("pwd", ",\"workdir\":\"sub\"");
        Assert.Equal((Path.Combine(Box.Work, "sub") + "\n", Path.Combine(Box.Work, "sub")), (answer.Text("aggregated"), answer.Text("cwd")));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("file")]
    public void Should_not_run_where_there_is_no_directory(string workdir)
    {
        File.WriteAllText(Path.Combine(Box.Work, "file"), "");
        var answer = Exec("touch ran", $",\"workdir\":\"{workdir}\"");
        Assert.Equal("failed", answer.Status);
        Assert.Contains(workdir, answer.Shown);
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    [Fact]
    public void Should_merge_variables_over_those_of_the_caller()
    {
        var answer = Tool(Cli.With("KEPT", "1").With("CHANGED", "1"), """{"tool":"exec","command":"echo $KEPT $CHANGED $NEW $AGENT_EXEC_SHELL","env":{"CHANGED":"2","NEW":"3"}}""");
        Assert.Equal("1 2 3 exec\n", answer.Text("aggregated"));
    }

    [Theory]
    [InlineData(false, "no")]
    [InlineData(true, "yes 30 120 xterm-256color")]
    public void Should_have_a_terminal_only_when_it_is_asked_for(bool pty, string said)
    {
        var answer = Exec("if test -t 0; then echo yes $(stty size) $TERM; else echo no; fi", pty ? ",\"pty\":true" : "");
        Assert.Equal(said, answer.Text("aggregated").Trim());
    }

    [Fact]
    public void Should_read_nothing_with_its_input_closed_and_stay_open_without()
    {
        Assert.Equal("end\n", Exec("cat; echo end", ",\"stdin\":\"closed\"").Text("aggregated"));
        var id = Background("cat; echo end");
        Process("write", id, ",\"data\":\"x\\n\",\"eof\":true");
        Assert.Equal("x\nend\n", PollToEnd(id).Output);
    }

    [Fact]
    public void Should_cut_long_output_to_its_newest_characters_and_say_how_much_there_was()
    {
        var answer = Tool(Cli.With("AGENT_EXEC_MAX_OUTPUT_CHARS", "1000"), $$"""{"tool":"exec","command":"'{{NativePrograms.ChildTool}}' print stdout 1000"}""");
        Assert.Equal((1000, true), (answer.Text("aggregated").Length, answer.Flag("truncated")));
        Assert.EndsWith("stdout 1000\n", answer.Text("aggregated"));
        Assert.Equal((10_893L, 10_893L), (answer.Number("totalChars"), answer.Number("totalBytes")));
    }

    [Fact]
    public void Should_end_a_command_in_the_foreground_with_its_interrupted_caller()
    {
        using var running = Cli.Start("tool", """{"tool":"exec","command":"touch begun; sleep 600 & sleep 600","yieldMs":60000}""");
        LogWatch.Until(Path.Combine(Box.Work, "begun"), () => File.Exists(Path.Combine(Box.Work, "begun")));
        var pid = Box.PidOf(Box.Jobs().Single());
        Signal(running.Pid, 2);
        ProcessTable.AwaitEnd(pid);
        Assert.Equal("killed", Cli.Ok("wait", Box.Jobs().Single()).State);
        Assert.Empty(Sessions());
    }

    [Fact]
    public void Should_let_a_command_in_the_background_outlive_its_caller()
    {
        using var running = Cli.Start("exec", "--yield-ms", "10", "--", "until [ -e go ]; do sleep 0.05; done; echo done");
        var id = ToolAnswer.Of(running.Finish()).Text("sessionId");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal("done\n", PollToEnd(id).Output);
    }

    private static void Signal(int pid, int signal)
    {
        using var process = PidFd.TryOpen(pid)!;
        _ = PidFd.Signal(process, signal);
    }

    private static int? CodeOf(ToolAnswer answer) =>
        answer.Has("exitCode") && answer.Result.GetProperty("exitCode").ValueKind == System.Text.Json.JsonValueKind.Number ? (int)answer.Number("exitCode") : null;
}
