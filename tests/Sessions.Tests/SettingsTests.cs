namespace AgentExec.Sessions.Tests;

/// <summary>§8, §6: each setting of <c>[exec]</c> and each variable over it.</summary>
public sealed class SettingsTests : ToolTest
{
    [Fact]
    public void Should_go_to_the_background_after_the_time_that_is_set()
    {
        Configure("background_ms = 50");
        var answer = Exec("sleep 600");
        Assert.Equal("running", answer.Status);
        End(answer.Text("sessionId"));
    }

    [Theory]
    [InlineData("AGENT_EXEC_YIELD_MS")]
    [InlineData("PI_BASH_YIELD_MS")]
    public void Should_let_a_variable_win_over_the_file(string variable)
    {
        Configure("background_ms = 100000");
        var answer = Tool(Cli.With(variable, "50"), """{"tool":"exec","command":"sleep 600"}""");
        Assert.Equal("running", answer.Status);
        End(answer.Text("sessionId"));
    }

    [Fact]
    public void Should_kill_after_the_seconds_that_are_set()
    {
        Configure("timeout_sec = 1");
        Assert.True(Exec("sleep 600").Flag("timedOut"));
    }

    [Theory]
    [InlineData("cleanup_ms = 1", null, 60_000)]
    [InlineData("cleanup_ms = 99999999", null, 10_800_000)]
    [InlineData("cleanup_ms = 120000", null, 120_000)]
    [InlineData("", "AGENT_EXEC_JOB_TTL_MS", 70_000)]
    [InlineData("", "PI_BASH_JOB_TTL_MS", 70_000)]
    public void Should_list_finished_sessions_for_the_time_that_is_set_within_its_bounds(string setting, string? variable, int cleanupMs)
    {
        Configure(setting);
        var answer = Tool(variable is null ? Cli : Cli.With(variable, "70000"), """{"tool":"exec","command":"sleep 600","background":true}""");
        Assert.Equal(cleanupMs, SessionFile().GetProperty("cleanup_ms").GetInt32());
        Assert.Equal(setting.Length > 0 && !setting.Contains("120000", StringComparison.Ordinal), answer.Has("warnings"));
        End(answer.Text("sessionId"));
    }

    [Theory]
    [InlineData("notify_on_exit = false", "exit 1", 0)]
    [InlineData("notify_on_exit_empty_success = true", "exit 0", 1)]
    [InlineData("", "exit 0", 0)]
    [InlineData("", "exit 1", 1)]
    public void Should_tell_of_ends_as_it_is_set(string setting, string command, int events)
    {
        Configure(setting);
        Background(command);
        Cli.Ok("wait", Box.Jobs().Single());
        Assert.Equal(events, Cli.Ok("events", "--wait", "--timeout-ms", events == 0 ? "300" : "20000").Items("events").Count);
    }

    [Theory]
    [InlineData("max_output_chars = 1500", null, 1500)]
    [InlineData("max_output_chars = 1", null, 1000)]
    [InlineData("", "AGENT_EXEC_MAX_OUTPUT_CHARS", 1200)]
    [InlineData("", "PI_BASH_MAX_OUTPUT_CHARS", 1200)]
    public void Should_answer_with_as_many_characters_as_are_set(string setting, string? variable, int chars)
    {
        Configure(setting);
        var answer = Tool(variable is null ? Cli : Cli.With(variable, "1200"), $$"""{"tool":"exec","command":"'{{NativePrograms.ChildTool}}' print stdout 1000"}""");
        Assert.Equal(chars, answer.Text("aggregated").Length);
    }

    [Fact]
    public void Should_find_programs_first_where_path_prepend_says()
    {
        Directory.CreateDirectory(Box["first"]);
        Executable.Write(Path.Combine(Box["first"], "greet"), "#!/bin/sh\necho prepended\n");
        Configure($"path_prepend = [\"{Box["first"]}\"]");
        Assert.Equal("prepended\n", Exec("greet").Text("aggregated"));
    }

    [Fact]
    public void Should_run_to_the_end_where_there_is_no_background_and_say_what_was_ignored()
    {
        Configure("allow_background = false");
        var answer = Exec("sleep 0.3; echo whole", ",\"background\":true,\"yieldMs\":10");
        Assert.Equal(("completed", "whole\n"), (answer.Status, answer.Text("aggregated")));
        var warnings = string.Join('\n', answer.Result.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Contains("background", warnings);
        Assert.Contains("yieldMs", warnings);
        var refusal = Tool("""{"tool":"process","action":"list"}""");
        Assert.Equal("failed", refusal.Status);
        Assert.Contains("allow_background", refusal.Error);
        Assert.False(Exec("true").Has("warnings"));
    }

    [Theory]
    [InlineData("", "", "plain")]
    [InlineData("sandbox = [\"env\", \"BOXED=1\"]", "", "boxed")]
    [InlineData("sandbox = [\"env\", \"BOXED=1\"]\nelevated = \"allowed\"", ",\"elevated\":true", "plain")]
    [InlineData("", ",\"elevated\":true", "plain")]
    public void Should_run_in_the_sandbox_unless_it_is_allowed_to_leave_it(string settings, string elevated, string said)
    {
        Configure(settings);
        Assert.Equal(said, Exec("[ -n \"$BOXED\" ] && echo boxed || echo plain", elevated).Text("aggregated").Trim());
    }

    [Theory]
    [InlineData("sandbox = [\"env\"]")]
    [InlineData("sandbox = [\"env\"]\nelevated = \"denied\"")]
    public void Should_refuse_to_leave_the_sandbox_and_name_the_setting(string settings)
    {
        Configure(settings);
        var answer = Exec("touch ran", ",\"elevated\":true");
        Assert.Equal("failed", answer.Status);
        Assert.Contains("elevated", answer.Shown);
        Assert.Contains("[exec]", answer.Shown);
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    [Fact]
    public void Should_say_that_it_waits_for_input_after_the_time_that_is_set()
    {
        Configure("input_wait_idle_ms = 0");
        var id = Background("printf 'name? '; read name; echo \"hello $name\"");
        PollUntil(id, "name? ");
        var poll = Poll(id);
        for (var tries = 0; tries < 200 && !poll.Has("waitingForInput"); tries++) poll = Poll(id);
        Assert.True(poll.Flag("waitingForInput"));
        Assert.Contains("write", poll.Shown);
        Process("write", id, ",\"data\":\"you\\n\"");
        Assert.Equal("hello you\n", PollToEnd(id).Output);
    }

    private System.Text.Json.JsonElement SessionFile()
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Box.JobFile(Box.Jobs().Single(), "session.json")));
        return document.RootElement.Clone();
    }
}
