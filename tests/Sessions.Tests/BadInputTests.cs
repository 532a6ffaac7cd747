using System.Text;

namespace AgentExec.Sessions.Tests;

/// <summary>What is wrong is said, with which input and what to do, and nothing is run or changed.</summary>
public sealed class BadInputTests : ToolTest
{
    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("{\"tool\":\"exec\",\"command\":\"touch ran\"")]
    public void Should_refuse_what_is_no_tool_call(string json)
    {
        var refusal = Cli.Fails("invalid_tool_call", "tool", json);
        Assert.NotEmpty(refusal.Message);
        Assert.Empty(Box.Jobs());
    }

    [Theory]
    [InlineData("""{"tool":"shell","command":"touch ran"}""", "exec")]
    [InlineData("""{"command":"touch ran"}""", "tool")]
    [InlineData("""{"tool":"exec"}""", "command")]
    [InlineData("""{"tool":"exec","command":""}""", "command")]
    [InlineData("""{"tool":"exec","command":"touch ran","yield":5}""", "yieldMs")]
    [InlineData("""{"tool":"exec","command":"touch ran","yieldMs":"soon"}""", "yieldMs")]
    [InlineData("""{"tool":"exec","command":["touch","ran"]}""", "command")]
    [InlineData("""{"tool":"exec","command":"touch ran","env":{"LD_PRELOAD":"secret"}}""", "LD_PRELOAD")]
    [InlineData("""{"tool":"process","action":"explode","sessionId":"x"}""", "send-keys")]
    [InlineData("""{"tool":"process"}""", "action")]
    [InlineData("""{"tool":"process","action":"poll"}""", "sessionId")]
    [InlineData("""{"tool":"process","action":"poll","sessionId":"calm-otter","cursr":"0"}""", "cursor")]
    public void Should_say_what_is_wrong_with_a_call_and_what_is_known(string json, string named)
    {
        var run = Cli.Run("tool", json);
        Assert.Contains(named, run.Stdout);
        Assert.DoesNotContain("secret", run.Stdout + run.Stderr);
        Assert.True(run.ExitCode == 1 || ToolAnswer.Of(run).Status == "failed", run.ToString());
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Assert.Empty(Box.Jobs());
    }

    [Fact]
    public void Should_list_every_refused_variable_and_run_nothing()
    {
        string[] refused =
        [
            "LD_PRELOAD", "ld_audit", "DYLD_INSERT_LIBRARIES", "NODE_OPTIONS", "NODE_PATH", "PYTHONPATH", "PYTHONHOME", "RUBYLIB", "PERL5LIB", "BASH_ENV", "ENV",
            "GCONV_PATH", "IFS", "SSLKEYLOGFILE", "DOTNET_STARTUP_HOOKS", "JAVA_TOOL_OPTIONS", "Path",
        ];
        var env = string.Join(',', refused.Select(key => $"\"{key}\":\"secret\""));
        var answer = Tool($$$"""{"tool":"exec","command":"touch ran","env":{"FINE":"1",{{{env}}}}}""");
        Assert.Equal("failed", answer.Status);
        Assert.All(refused, key => Assert.Contains(key, answer.Error));
        Assert.DoesNotContain("FINE", answer.Error);
        Assert.DoesNotContain("secret", answer.Json.GetRawText());
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        // This guards tool calls only.
        Assert.Equal("exited", Cli.Ok("run", "--env", "PYTHONPATH=x", "--", "true").State);
    }

    [Theory]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"ID","keys":["Entr"]}""", "PageDown")]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"ID","hex":["xz"]}""", "xz")]
    [InlineData("""{"tool":"process","action":"poll","sessionId":"ID","cursor":"behind"}""", "cursor")]
    [InlineData("""{"tool":"process","action":"resize","sessionId":"ID","columns":80,"rows":24}""", "pty")]
    [InlineData("""{"tool":"process","action":"clear","sessionId":"ID"}""", "running")]
    public void Should_refuse_what_a_session_cannot_do(string json, string named)
    {
        var id = Background("sleep 600");
        var answer = Tool(json.Replace("ID", id, StringComparison.Ordinal));
        Assert.Equal("failed", answer.Status);
        Assert.Contains(named, answer.Error);
        End(id);
    }

    [Theory]
    [InlineData("poll", ",\"timeout\":130000", "120000")]
    [InlineData("log", ",\"offset\":-5", "0")]
    [InlineData("log", ",\"limit\":-5", "0")]
    public void Should_clamp_what_is_out_of_range_and_say_so(string action, string more, string used)
    {
        var id = Background("echo said");
        PollToEnd(id);
        var answer = Process(action, id, more);
        Assert.Contains(answer.Result.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains(used, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_refuse_to_write_to_a_finished_session()
    {
        var id = Background("exit 4");
        PollToEnd(id);
        var answer = Process("write", id, ",\"data\":\"x\"");
        Assert.Equal("failed", answer.Status);
        Assert.Contains("exit 4", answer.Error);
    }

    [Fact]
    public void Should_refuse_a_tool_call_of_ten_megabytes_from_either_side()
    {
        var call = $$"""{"tool":"exec","command":"touch ran # {{new string('x', 10_000_000)}}"}""";
        var file = Path.Combine(Box.Work, "call.json");
        File.WriteAllText(file, call, new UTF8Encoding(false));
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" tool <call.json", NativePrograms.Cli])
        {
            WorkingDirectory = Box.Work, RedirectStandardOutput = true, Environment = { ["AGENT_EXEC_ROOT"] = Box.Root },
        })!;
        var stdout = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("request_too_large", stdout);
        Assert.True(stdout.Length < 2000, "the call is said again");
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }
}
