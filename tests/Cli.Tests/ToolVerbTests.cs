using System.Text;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Tests;

/// <summary>What <c>exec</c>, <c>process</c> and <c>tool</c> ask the client for, and how they refuse.</summary>
public sealed class ToolVerbTests
{
    [Fact]
    public async Task Exec_has_the_documented_defaults()
    {
        var client = (await Ok("exec", "make test")).Client!;
        var (options, caller) = (client.Exec!, client.Tool!);
        Assert.Equal(("make test", null, false, null), (options.Command, options.YieldMs, options.Background, options.TimeoutSeconds));
        Assert.Equal((false, false, null, true, 0), (options.Elevated, options.Pty, options.Workdir, options.StdinOpen, options.Env.Count));
        Assert.Equal((null, "sh -lc"), (caller.Scope, string.Join(' ', caller.ShellWrapper)));
        Assert.Empty(caller.Settings.Warnings);
        Assert.Equal(ExecSettings.Default with { Warnings = caller.Settings.Warnings }, caller.Settings);
    }

    [Fact]
    public async Task Exec_hands_on_every_option()
    {
        var client = (await Ok(
            "exec", "--yield-ms", "20", "--background", "--timeout", "1.5", "--pty", "--workdir", "w", "--env", "A=1", "--env", "B", "--elevated", "--scope", "s",
            "--stdin", "closed", "--", "-x", "--pty")).Client!;
        var options = client.Exec!;
        Assert.Equal(("-x --pty", 20L, true, 1.5), (options.Command, options.YieldMs!.Value, options.Background, options.TimeoutSeconds!.Value));
        Assert.Equal((true, true, "w", false, "s"), (options.Elevated, options.Pty, options.Workdir, options.StdinOpen, client.Tool!.Scope));
        Assert.Equal(["A=1", "B"], options.Env);
    }

    [Theory]
    [InlineData("sleep 5 && echo done", "sleep 5 && echo done")]
    [InlineData("", "")]
    [InlineData("'a b'", "'a b'")]
    [InlineData("grep|a b|*.c", "grep 'a b' '*.c'")]
    [InlineData("echo|it's|$HOME|", "echo 'it'\\''s' '$HOME' ''")]
    [InlineData("make|-j8|CC=gcc|./a.c", "make -j8 CC=gcc ./a.c")]
    [InlineData("A=1|b", "'A=1' b")]
    [InlineData("echo|&&|;|é|~|a\nb", "echo '&&' ';' 'é' '~' 'a\nb'")]
    public async Task One_word_is_shell_code_and_several_stay_words(string words, string command) =>
        Assert.Equal(command, (await Ok(["exec", "--", .. words.Split('|')])).Client!.Exec!.Command);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("0.25", 0.25)]
    public async Task Timeouts_are_seconds_with_fractions(string text, double seconds) =>
        Assert.Equal(seconds, (await Ok("exec", "--timeout", text, "x")).Client!.Exec!.TimeoutSeconds);

    [Theory]
    [InlineData("list", ProcessAction.List)]
    [InlineData("poll x", ProcessAction.Poll)]
    [InlineData("log x", ProcessAction.Log)]
    [InlineData("write x d", ProcessAction.Write)]
    [InlineData("send-keys x Enter", ProcessAction.SendKeys)]
    [InlineData("submit x", ProcessAction.Submit)]
    [InlineData("paste x t", ProcessAction.Paste)]
    [InlineData("kill x", ProcessAction.Kill)]
    [InlineData("clear x", ProcessAction.Clear)]
    [InlineData("remove x", ProcessAction.Remove)]
    [InlineData("resize x --columns 80 --rows 24", ProcessAction.Resize)]
    public async Task Every_action_is_a_verb(string words, ProcessAction action)
    {
        var run = await Ok(["process", .. words.Split(' '), "--scope", "s"]);
        var call = run.Client!.Process!;
        Assert.Equal((action, action == ProcessAction.List ? null : "x", "s"), (call.Action, call.SessionId, run.Client.Tool!.Scope));
        Assert.Equal(1, run.Stdout.Count(static letter => letter == '\n'));
        Assert.Contains("\"type\":\"tool\",\"tool\":\"process\",\"result\":{", run.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_of_an_action_arrives()
    {
        var poll = await Process("poll", "x", "--timeout-ms", "5", "--cursor", "c");
        Assert.Equal((5L, "c"), (poll.TimeoutMs!.Value, poll.Cursor));
        Assert.Equal((null, null), (await Process("poll", "x") is var plain ? (plain.TimeoutMs, plain.Cursor) : default));
        Assert.Equal(long.MaxValue, (await Process("poll", "x", "--timeout-ms", "18446744073709551615")).TimeoutMs);
        var log = await Process("log", "x", "--offset", "0", "--limit", "50");
        Assert.Equal((0L, 50L), (log.Offset!.Value, log.Limit!.Value));
        var keys = await Process("send-keys", "--literal", "l", "--hex", "1b", "--hex", "5b", "x", "C-c", "Enter");
        Assert.Equal("l|1b 5b|C-c Enter", $"{keys.Literal}|{string.Join(' ', keys.Hex)}|{string.Join(' ', keys.Keys)}");
        Assert.Equal(("a b", null), (await Process("paste", "x", "a b") is var paste ? (paste.Text, paste.Bracketed) : default));
        Assert.Equal(("t", (bool?)false), (await Process("paste", "x", "--text", "t", "--no-bracketed") is var bare ? (bare.Text, bare.Bracketed) : default));
        var size = await Process("resize", "x", "--columns", "80", "--rows", "18446744073709551615");
        Assert.Equal((80, int.MaxValue), (size.Columns!.Value, size.Rows!.Value));
    }

    [Fact]
    public async Task What_is_written_comes_from_an_argument_an_option_or_stdin()
    {
        Assert.Equal(("y\n", false), (await Process("write", "x", "y\n") is var one ? (one.Data, one.Eof) : default));
        Assert.Equal(("-y", true), (await Process("write", "x", "--data=-y", "--eof") is var two ? (two.Data, two.Eof) : default));
        Assert.Equal((null, true), (await Process("write", "x", "--eof") is var three ? (three.Data, three.Eof) : default));
        Assert.Equal("", (await Process("write", "x", "")).Data);
        foreach (var words in (string[][])[["x", "-"], ["x", "--data", "-"]])
            Assert.Equal("é\n", (await new CliRun { Stdin = new MemoryStream("é\n"u8.ToArray()) }.Go(["process", "write", .. words])).Client!.Process!.Data);
    }

    [Fact]
    public async Task Input_that_is_no_text_or_too_much_is_refused()
    {
        (await new CliRun { Stdin = new MemoryStream([0xFF]) }.Go("process", "write", "x", "-")).ShouldBeUsageError("stdin is not valid UTF-8");
        var run = await new CliRun { Stdin = new MemoryStream(new byte[10_000_000]) }.Go("process", "paste", "x", "-");
        Assert.Equal((1, null), (run.ExitCode, run.Client));
        Assert.Contains("\"code\":\"request_too_large\"", run.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_call_is_an_argument_or_stdin_as_it_is()
    {
        const string call = """{"tool":"exec","command":"sleep 5 && echo done","yieldMs":1000}""";
        var byArgument = await Ok("tool", "--scope", "s", call);
        Assert.Equal((call, "s"), (Encoding.UTF8.GetString(byArgument.Client!.ToolJson!), byArgument.Client.Tool!.Scope));
        var byStdin = await new CliRun { Stdin = new MemoryStream([.. Encoding.UTF8.GetBytes(call), 0xFF]) }.Go("tool");
        Assert.Equal([.. Encoding.UTF8.GetBytes(call), 0xFF], byStdin.Client!.ToolJson!);
    }

    [Fact]
    public async Task Of_a_tool_call_of_ten_megabytes_no_more_than_the_limit_is_read()
    {
        await using var counted = new CountedStream(new byte[10_000_000]);
        var run = await new CliRun { Stdin = counted }.Go("tool");
        Assert.Equal((3_670_017, 3_670_017), (counted.BytesRead, run.Client!.ToolJson!.Length));
    }

    [Fact]
    public async Task A_failed_result_is_an_answer()
    {
        foreach (var words in (string[][])[["exec", "x"], ["process", "poll", "x"], ["tool", "{}"]])
        {
            var run = await Ok(words);
            Assert.EndsWith("\"result\":{\"status\":\"failed\",\"error\":\"é\"},\"text\":\"t\"}\n", run.Stdout, StringComparison.Ordinal);
            Assert.StartsWith("{\"schema_version\":\"0.1\",\"ok\":true,\"type\":\"tool\",\"tool\":", run.Stdout, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("exec x", "s", "s")]
    [InlineData("exec --scope o x", "s", "o")]
    [InlineData("process list", "s", "s")]
    [InlineData("tool {}", "s", "s")]
    [InlineData("exec x", "", null)]
    [InlineData("exec x", null, null)]
    public async Task The_scope_is_the_option_or_the_variable(string argv, string? variable, string? scope)
    {
        var run = await new CliRun { Environment = variable is null ? [] : new() { ["AGENT_EXEC_SCOPE"] = variable } }.Go(argv.Split(' '));
        Assert.Equal(scope, run.Client!.Tool!.Scope);
    }

    [Theory]
    [InlineData("exec x")]
    [InlineData("process list")]
    [InlineData("tool {}")]
    [InlineData("events")]
    public async Task A_variable_that_is_no_scope_is_not_taken_for_none(string argv)
    {
        var run = await new CliRun { Environment = new() { ["AGENT_EXEC_SCOPE"] = "a b" } }.Go(argv.Split(' '));
        Assert.Equal((1, null), (run.ExitCode, run.Client));
        Assert.Contains("AGENT_EXEC_SCOPE", run.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec", "missing <COMMAND>")]
    [InlineData("exec --", "missing <COMMAND>")]
    [InlineData("exec --yield-ms -1 x", "'--yield-ms'")]
    [InlineData("exec --yield-ms 1.5 x", "invalid value '1.5' for '--yield-ms'")]
    [InlineData("exec --timeout=-1 x", "invalid value '-1' for '--timeout': expected seconds")]
    [InlineData("exec --timeout 1S x", "invalid value '1S' for '--timeout'")]
    [InlineData("exec --timeout 1e3 x", "invalid value '1e3' for '--timeout'")]
    [InlineData("exec --timeout .5 x", "invalid value '.5' for '--timeout'")]
    [InlineData("exec --timeout= x", "invalid value '' for '--timeout'")]
    [InlineData("exec --timeout 1,5 x", "invalid value '1,5' for '--timeout'")]
    [InlineData("exec --timeout NaN x", "invalid value 'NaN' for '--timeout'")]
    [InlineData("exec --stdin file x", "invalid value 'file' for '--stdin': expected open or closed")]
    [InlineData("exec --scope= x", "'--scope'")]
    [InlineData("exec --wait x", "unknown option '--wait'")]
    [InlineData("process", "Commands:")]
    [InlineData("process bogus", "unknown sub-command 'bogus'; known are list, poll, log, write, send-keys, submit, paste, kill, clear, remove, resize")]
    [InlineData("process list x", "unexpected argument 'x'")]
    [InlineData("process poll", "missing <SESSION_ID>")]
    [InlineData("process poll a b", "unexpected argument 'b'")]
    [InlineData("process poll a --timeout-ms x", "invalid value 'x' for '--timeout-ms'")]
    [InlineData("process log a --offset=-1", "invalid value '-1' for '--offset'")]
    [InlineData("process write a", "missing [DATA], or '--eof'")]
    [InlineData("process write a hunter2 --data hunter2", "'--data' and the argument exclude each other")]
    [InlineData("process write a b hunter2", "unexpected argument")]
    [InlineData("process send-keys a", "missing [KEY]")]
    [InlineData("process paste a", "missing [TEXT]")]
    [InlineData("process resize a", "missing '--columns'")]
    [InlineData("process resize a --columns 1", "missing '--rows'")]
    [InlineData("tool a b", "unexpected argument 'b'")]
    [InlineData("events a", "unexpected argument 'a'")]
    [InlineData("events --follow --wait", "'--follow'")]
    [InlineData("events --follow --timeout-ms 1", "'--follow'")]
    [InlineData("events --follow --ack 1", "'--follow' takes nothing out")]
    [InlineData("events --scope=", "'--scope'")]
    public async Task Wrong_command_lines_say_what_is_wrong_and_ask_nobody(string argv, string message)
    {
        var run = (await CliRun.Of(argv.Split(' '))).ShouldBeUsageError(message, "Usage: agent-exec");
        Assert.Null(run.Client);
    }

    [Fact]
    public async Task Help_shows_what_may_be_left_out() => Assert.Contains(
        "Usage: agent-exec process write [OPTIONS] <SESSION_ID> [DATA]", (await CliRun.Of("process", "write", "--help")).Stdout, StringComparison.Ordinal);

    private static async Task<ProcessCall> Process(params string[] words) => (await Ok(["process", .. words])).Client!.Process!;

    private static async Task<CliRun> Ok(params string[] words)
    {
        var run = await CliRun.Of(words);
        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        return run;
    }

    /// <summary>Knows how much of it was read.</summary>
    private sealed class CountedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public int BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = base.Read(buffer);
            BytesRead += count;
            return count;
        }
    }
}
