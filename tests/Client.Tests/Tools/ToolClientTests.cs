using System.Text;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tests.Tools;

/// <summary>
/// What the client answers by itself: a root that is not there proves that no host was asked, since asking one makes the root.
/// </summary>
public sealed class ToolClientTests : IAsyncDisposable
{
    private static readonly string Missing = Path.Combine(Path.GetTempPath(), $"agent-exec-none-{Guid.NewGuid():N}");

    private readonly AgentExecClient _client = new(new ClientOptions { Root = Missing, ProgramDirectory = "/nonexistent" });

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        Assert.False(Directory.Exists(Missing));
    }

    [Theory]
    [InlineData("""{"tool":"exec","command":""}""", "exec", "command is empty")]
    [InlineData("""{"tool":"exec","command":"x","workdir":"/nowhere"}""", "exec", "/nowhere does not exist")]
    [InlineData("""{"tool":"exec","command":"x","env":{"LD_PRELOAD":"y"}}""", "exec", "LD_PRELOAD")]
    [InlineData("""{"tool":"exec","command":"x","what":1}""", "exec", "what")]
    [InlineData("""{"tool":"exec","command":"a\u0000b"}""", "exec", "NUL")]
    [InlineData("""{"tool":"exec","command":"x","scope":""}""", "exec", "scope")]
    [InlineData("""{"tool":"process","action":"stop"}""", "process", "list, poll, log, write, send-keys, submit, paste, kill, clear, remove")]
    [InlineData("""{"tool":"process","action":"poll"}""", "process", "sessionId is missing")]
    [InlineData("""{"tool":"process","action":"write","sessionId":"a"}""", "process", "data is missing")]
    [InlineData("""{"tool":"process","action":"send-keys","sessionId":"a"}""", "process", "nothing to send")]
    [InlineData("""{"tool":"process","action":"paste","sessionId":"a"}""", "process", "text is missing")]
    [InlineData("""{"tool":"process","action":"resize","sessionId":"a","rows":5}""", "process", "resize needs columns and rows")]
    [InlineData("""{"tool":"process","action":"list","scope":"a b"}""", "process", "scope")]
    public async Task A_call_that_cannot_be_done_is_answered_with_what_to_do(string json, string tool, string why)
    {
        var answer = await Tool(json);
        Assert.Equal((tool, "failed", true), (answer.Tool, answer.Result.Status, answer.Ok));
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_call_is_an_error() =>
        Assert.Equal(ErrorCode.InvalidToolCall, (await Assert.ThrowsAsync<AgentExecException>(() => Tool("[]"))).Error.Code);

    [Fact]
    public async Task A_root_that_is_not_there_has_no_sessions_and_no_events()
    {
        var list = await Tool("""{"tool":"process","action":"list"}""");
        Assert.Empty(Assert.IsType<SessionList>(list.Result).Sessions);
        Assert.Equal("No running or recent sessions.", list.Text);
        var events = await _client.EventsAsync(new EventsOptions());
        Assert.Equal((0, false), (events.Events.Count, events.More));
    }

    [Fact]
    public async Task A_session_in_a_root_that_is_not_there_is_as_unknown_as_to_a_host() =>
        Assert.Equal(
            ProcessCallRule.UnknownSession("calm-otter"),
            Assert.IsType<ToolFailure>((await Tool("""{"tool":"process","action":"poll","sessionId":"calm-otter"}""")).Result).Error);

    [Fact]
    public async Task Who_has_a_scope_is_held_to_it()
    {
        var caller = new ToolOptions { Scope = "a" };
        foreach (var json in (string[])["""{"tool":"process","action":"list","scope":"b"}""", """{"tool":"exec","command":"x","workdir":"/nowhere","scope":"b"}"""])
        {
            var answer = await Tool(json, caller);
            Assert.Equal("failed", answer.Result.Status);
            Assert.Contains("another scope", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal("completed", (await Tool("""{"tool":"process","action":"list","scope":"a"}""", caller)).Result.Status);
        Assert.Equal("completed", (await Tool("""{"tool":"process","action":"list","scope":"b"}""")).Result.Status);
    }

    [Fact]
    public async Task Without_background_process_names_the_setting()
    {
        var caller = new ToolOptions { Settings = new ExecSettings { AllowBackground = false } };
        foreach (var (action, _) in ProcessActions.Names)
        {
            var answer = await _client.ProcessAsync(new ProcessCall { Action = action, SessionId = "a" }, caller);
            Assert.Equal("failed", answer.Result.Status);
            Assert.Contains("[exec] allow_background", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Warnings_about_settings_and_parameters_reach_the_answer()
    {
        var caller = new ToolOptions { Settings = new ExecSettings { Warnings = ["background_ms 1 is below 10 ms"] } };
        var answer = await Tool("""{"tool":"process","action":"list","data":"x"}""", caller);
        Assert.Equal(["background_ms 1 is below 10 ms", "data: ignored, list does not take it"], answer.Result.Warnings!);
        Assert.EndsWith("Warning: background_ms 1 is below 10 ms\nWarning: data: ignored, list does not take it", answer.Text, StringComparison.Ordinal);
        answer = await Tool("""{"tool":"exec","command":""}""", caller);
        Assert.Equal(["background_ms 1 is below 10 ms"], answer.Result.Warnings!);
    }

    [Fact]
    public async Task What_is_no_scope_has_no_events() => await Assert.ThrowsAsync<AgentExecException>(() => _client.EventsAsync(new EventsOptions { Scope = "" }));

    [Theory]
    [InlineData(ProcessAction.List, null, 0)]
    [InlineData(ProcessAction.Poll, null, 0)]
    [InlineData(ProcessAction.Poll, -1L, 0)]
    [InlineData(ProcessAction.Poll, 5000L, 5000)]
    [InlineData(ProcessAction.Poll, long.MaxValue, 120_000)]
    [InlineData(ProcessAction.Log, 5000L, 0)]
    [InlineData(ProcessAction.Write, null, 10_000)]
    [InlineData(ProcessAction.Kill, null, 6000)]
    [InlineData(ProcessAction.Remove, null, 6000)]
    public void The_host_has_the_time_that_an_action_takes(ProcessAction action, long? timeout, double milliseconds) =>
        Assert.Equal(milliseconds, ProcessVerb.DueIn(new ProcessCall { Action = action, TimeoutMs = timeout }).TotalMilliseconds);

    private Task<ToolResponse> Tool(string json, ToolOptions? caller = null) => _client.ToolAsync(Encoding.UTF8.GetBytes(json), caller);
}
