using System.Text;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tests.Tools;

/// <summary>Tool calls as models write them, and what else may come (exec-process §1 to §3).</summary>
public sealed class ToolCallReaderTests
{
    [Fact]
    public void The_documented_calls_are_read_word_for_word()
    {
        var exec = Exec("""{"tool":"exec","command":"sleep 5 && echo done","yieldMs":1000}""");
        Assert.Equal(("sleep 5 && echo done", 1000L, false), (exec.Command, exec.YieldMs!.Value, exec.Background));
        var poll = Process("""{"tool":"process","action":"poll","sessionId":"<id>"}""");
        Assert.Equal((ProcessAction.Poll, "<id>", null), (poll.Action, poll.SessionId, poll.TimeoutMs));
        var write = Process("""{"tool":"process","action":"write","sessionId":"<id>","data":"y\n"}""");
        Assert.Equal((ProcessAction.Write, "<id>", "y\n", false), (write.Action, write.SessionId, write.Data, write.Eof));
        exec = Exec("""{"tool":"exec","command":"npm run build","background":true}""");
        Assert.Equal(("npm run build", null, true), (exec.Command, exec.YieldMs, exec.Background));
    }

    [Fact]
    public void Exec_has_the_documented_defaults()
    {
        var options = Exec("""{"tool":"exec","command":"x"}""");
        Assert.Equal((null, false, null, false, false, null), (options.YieldMs, options.Background, options.TimeoutSeconds, options.Elevated, options.Pty, options.Workdir));
        Assert.Empty(options.Env);
        Assert.True(options.StdinOpen);
    }

    [Fact]
    public void Every_parameter_of_exec_arrives()
    {
        var call = Assert.IsType<ToolCall.Exec>(Read(
            """{"command":"c","yieldMs":20,"background":true,"timeout":1.5,"elevated":true,"pty":true,"workdir":"w","env":{"A":"1=2","B":""},"stdin":"closed","scope":"s","tool":"exec"}"""));
        var options = call.Options;
        Assert.Equal(("c", 20L, true, 1.5), (options.Command, options.YieldMs!.Value, options.Background, options.TimeoutSeconds!.Value));
        Assert.Equal((true, true, "w", false, "s"), (options.Elevated, options.Pty, options.Workdir, options.StdinOpen, call.Scope));
        Assert.Equal(["A=1=2", "B="], options.Env);
    }

    [Theory]
    [InlineData("list", ProcessAction.List)]
    [InlineData("poll", ProcessAction.Poll)]
    [InlineData("log", ProcessAction.Log)]
    [InlineData("write", ProcessAction.Write)]
    [InlineData("send-keys", ProcessAction.SendKeys)]
    [InlineData("submit", ProcessAction.Submit)]
    [InlineData("paste", ProcessAction.Paste)]
    [InlineData("kill", ProcessAction.Kill)]
    [InlineData("clear", ProcessAction.Clear)]
    [InlineData("remove", ProcessAction.Remove)]
    [InlineData("resize", ProcessAction.Resize)]
    public void Every_action_is_known(string name, ProcessAction action) => Assert.Equal(action, Process($$"""{"tool":"process","action":"{{name}}"}""").Action);

    [Fact]
    public void Every_parameter_of_process_arrives()
    {
        var poll = Process("""{"tool":"process","action":"poll","sessionId":"a","timeout":7,"cursor":"c"}""");
        Assert.Equal((7L, "c"), (poll.TimeoutMs!.Value, poll.Cursor));
        var log = Process("""{"tool":"process","action":"log","sessionId":"a","offset":0,"limit":50}""");
        Assert.Equal((0L, 50L), (log.Offset!.Value, log.Limit!.Value));
        var write = Process("""{"tool":"process","action":"write","sessionId":"a","data":"","eof":true}""");
        Assert.Equal(("", true), (write.Data, write.Eof));
        var keys = Process("""{"tool":"process","action":"send-keys","sessionId":"a","keys":["C-c","Enter"],"hex":["1b","5b"],"literal":"l"}""");
        Assert.Equal("C-c Enter|1b 5b|l", $"{string.Join(' ', keys.Keys)}|{string.Join(' ', keys.Hex)}|{keys.Literal}");
        var paste = Process("""{"tool":"process","action":"paste","sessionId":"a","text":"t","bracketed":false}""");
        Assert.Equal(("t", false), (paste.Text, paste.Bracketed!.Value));
        Assert.Null(Process("""{"tool":"process","action":"paste","sessionId":"a","text":"t"}""").Bracketed);
        foreach (var columns in (string[])["columns", "cols"])
        {
            var size = Process($$"""{"tool":"process","action":"resize","sessionId":"a","{{columns}}":80,"rows":24}""");
            Assert.Equal((80, 24), (size.Columns!.Value, size.Rows!.Value));
        }

        Assert.Equal("s", Read("""{"tool":"process","action":"list","scope":"s"}""").Scope);
    }

    [Fact]
    public void A_null_counts_as_not_given()
    {
        var options = Exec("""{"tool":"exec","command":"c","yieldMs":null,"env":null,"background":null,"more":null}""");
        Assert.Equal((null, 0, false), (options.YieldMs, options.Env.Count, options.Background));
    }

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("1000.0", 1000)]
    [InlineData("1e3", 1000)]
    [InlineData("-5", -5)]
    [InlineData("99999999999999999999", long.MaxValue)]
    [InlineData("-1e300", long.MinValue)]
    public void Whole_numbers_are_read_in_every_spelling(string number, long value) =>
        Assert.Equal(value, Exec($$"""{"tool":"exec","command":"c","yieldMs":{{number}}}""").YieldMs);

    [Theory]
    [InlineData("""{"tool":"exec"}""", "command is missing")]
    [InlineData("""{"tool":"exec","command":null}""", "command is missing")]
    [InlineData("""{"tool":"exec","command":["ls"]}""", "command must be a string")]
    [InlineData("""{"tool":"exec","command":"c","yieldMs":"1000"}""", "yieldMs must be a whole number")]
    [InlineData("""{"tool":"exec","command":"c","yieldMs":1.5}""", "yieldMs must be a whole number")]
    [InlineData("""{"tool":"exec","command":"c","yieldMs":true}""", "yieldMs must be a whole number")]
    [InlineData("""{"tool":"exec","command":"c","background":"yes"}""", "background must be true or false")]
    [InlineData("""{"tool":"exec","command":"c","background":1}""", "background must be true or false")]
    [InlineData("""{"tool":"exec","command":"c","timeout":"30"}""", "timeout must be a number")]
    [InlineData("""{"tool":"exec","command":"c","pty":0}""", "pty must be true or false")]
    [InlineData("""{"tool":"exec","command":"c","elevated":{}}""", "elevated must be true or false")]
    [InlineData("""{"tool":"exec","command":"c","workdir":3}""", "workdir must be a string")]
    [InlineData("""{"tool":"exec","command":"c","scope":3}""", "scope must be a string")]
    [InlineData("""{"tool":"exec","command":"c","env":["A=1"]}""", "env must be an object")]
    [InlineData("""{"tool":"exec","command":"c","env":{"SECRET":5}}""", "env.SECRET must be a string")]
    [InlineData("""{"tool":"exec","command":"c","env":{"A=B":"x"}}""", "a name in env holds '='")]
    [InlineData("""{"tool":"exec","command":"c","stdin":"file"}""", "stdin must be \"open\" or \"closed\"")]
    [InlineData("""{"tool":"exec","command":"c","yield":5}""", "exec has no parameter \"yield\", and nothing was run: it has command, yieldMs, background, timeout, elevated, pty, workdir, env, stdin, scope")]
    [InlineData("""{"tool":"exec","command":"c","Command":"d"}""", "exec has no parameter \"Command\"")]
    [InlineData("""{"tool":"exec","command":"c","sessionId":"d"}""", "exec has no parameter \"sessionId\"")]
    public void A_wrong_exec_is_refused_and_says_why(string json, string why) => Refuses("exec", json, why);

    [Theory]
    [InlineData("""{"tool":"process"}""", "action is missing: known are list, poll, log, write, send-keys, submit, paste, kill, clear, remove")]
    [InlineData("""{"tool":"process","action":5}""", "action must be a string")]
    [InlineData("""{"tool":"process","action":"stop"}""", "unknown action \"stop\": known are list, poll, log, write, send-keys, submit, paste, kill, clear, remove")]
    [InlineData("""{"tool":"process","action":"List"}""", "unknown action \"List\"")]
    [InlineData("""{"tool":"process","action":"poll","sessionId":5}""", "sessionId must be a string")]
    [InlineData("""{"tool":"process","action":"poll","session_id":"a"}""", "process has no parameter \"session_id\", and nothing was done: it has action, sessionId, timeout")]
    [InlineData("""{"tool":"process","action":"poll","sessionId":"a","timeout":"1"}""", "timeout must be a whole number")]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"a","keys":"Enter"}""", "keys must be an array of strings")]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"a","keys":["Enter",5]}""", "keys must be an array of strings")]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"a","hex":[1]}""", "hex must be an array of strings")]
    [InlineData("""{"tool":"process","action":"write","sessionId":"a","data":["y"]}""", "data must be a string")]
    [InlineData("""{"tool":"process","action":"write","sessionId":"a","eof":"true"}""", "eof must be true or false")]
    [InlineData("""{"tool":"process","action":"paste","sessionId":"a","text":"t","bracketed":"no"}""", "bracketed must be true or false")]
    [InlineData("""{"tool":"process","action":"resize","sessionId":"a","columns":"80","rows":1}""", "columns must be a whole number")]
    public void A_wrong_process_is_refused_and_says_why(string json, string why) => Refuses("process", json, why);

    [Fact]
    public void What_belongs_to_another_action_is_said_to_be_ignored()
    {
        var call = Assert.IsType<ToolCall.Process>(Read("""{"tool":"process","action":"list","sessionId":"a","data":"hunter2","limit":1}"""));
        Assert.Equal(["data, limit: ignored, list does not take them"], call.Warnings);
        Assert.Empty(Read("""{"tool":"process","action":"poll","sessionId":"a","timeout":1,"data":null}""").Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ls -l")]
    [InlineData("null")]
    [InlineData("\"exec\"")]
    [InlineData("5")]
    [InlineData("""[{"tool":"exec","command":"c"}]""")]
    [InlineData("{}")]
    [InlineData("""{"tool":"exec","command":"c"} {}""")]
    [InlineData("""{"tool":"exec","command":"c",}""")]
    [InlineData("""{"tool":"exec","command":"c" """)]
    [InlineData("""{tool:"exec"}""")]
    [InlineData("""{"command":"c"}""")]
    [InlineData("""{"tool":null,"command":"c"}""")]
    [InlineData("""{"tool":5,"command":"c"}""")]
    [InlineData("""{"tool":"Exec","command":"c"}""")]
    [InlineData("""{"tool":"bash","command":"c"}""")]
    [InlineData("""{"tool":"exec","command":"a","command":"b"}""")]
    [InlineData("""{"tool":"exec","tool":"process"}""")]
    [InlineData("""{"tool":"exec","command":"c","env":{"A":"1","A":"2"}}""")]
    [InlineData("""{"tool":"exec","command":"\ud800"}""")]
    [InlineData("""{"tool":"exec","command":"c","\udc00":1}""")]
    [InlineData("""{"tool":"exec","command":[[[[[[[[[[]]]]]]]]]]}""")]
    public void What_is_no_tool_call_has_a_code_of_its_own(string json)
    {
        var error = Assert.Throws<AgentExecException>(() => Read(json)).Error;
        Assert.Equal((ErrorCode.InvalidToolCall, false), (error.Code, error.Retryable));
        Assert.Contains("nothing was done", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [.. "{\"tool\":\"exec\",\"command\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal(ErrorCode.InvalidToolCall, Assert.Throws<AgentExecException>(() => ToolCallReader.Read(json)).Error.Code);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Equal("é", Assert.IsType<ToolCall.Exec>(ToolCallReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. """{"tool":"exec","command":"é"}"""u8])).Options.Command);

    [Fact]
    public void A_call_of_ten_megabytes_is_refused()
    {
        var error = Assert.Throws<AgentExecException>(() => Read($$"""{"tool":"exec","command":"{{new string('x', 10_000_000)}}"}""")).Error;
        Assert.Equal((ErrorCode.RequestTooLarge, (long)ToolCallReader.MaximumBytes), (error.Code, error.Details!.LimitBytes!.Value));
    }

    [Theory]
    [InlineData("""{"tool":"exec","command":"c","env":{"A":["hunter2"]}}""")]
    [InlineData("""{"tool":"exec","command":"c","yieldMs":"hunter2"}""")]
    [InlineData("""{"tool":"process","action":"write","sessionId":"a","data":["hunter2"]}""")]
    public void Values_are_never_quoted(string json) => Assert.DoesNotContain("hunter2", Assert.IsType<ToolCall.Refused>(Read(json)).Error, StringComparison.Ordinal);

    [Fact]
    public void A_long_wrong_name_does_not_hide_what_is_known()
    {
        var error = Assert.IsType<ToolCall.Refused>(Read($$"""{"tool":"process","action":"{{new string('a', 100_000)}}"}""")).Error;
        Assert.InRange(error.Length, 50, 300);
    }

    private static void Refuses(string tool, string json, string why)
    {
        var refused = Assert.IsType<ToolCall.Refused>(Read(json));
        Assert.Equal(tool, refused.Tool);
        Assert.StartsWith(why, refused.Error, StringComparison.Ordinal);
    }

    private static ExecOptions Exec(string json) => Assert.IsType<ToolCall.Exec>(Read(json)).Options;

    private static ProcessCall Process(string json) => Assert.IsType<ToolCall.Process>(Read(json)).Call;

    private static ToolCall Read(string json) => ToolCallReader.Read(Encoding.UTF8.GetBytes(json));
}
