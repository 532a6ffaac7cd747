using AgentExec.Client.Tools;
using AgentExec.Contracts.Tools;

namespace AgentExec.Sessions.Tests;

/// <summary>§4: whoever has a scope can neither see, poll, kill nor learn of sessions of another, whichever way they come in.</summary>
public sealed class ScopeTests : ClientTest
{
    private string? _never;

    private static readonly string[] Actions = ["poll", "log", "write", "send-keys", "submit", "paste", "kill", "clear", "remove", "resize"];

    [Fact]
    public void Should_hide_sessions_of_another_scope_from_tool_calls()
    {
        var (id, job) = SessionOfB();
        foreach (var name in (string[])[id, job])
        foreach (var action in Actions)
            AssertUnknown(name, Tool($$"""{"tool":"process","action":"{{action}}","sessionId":"{{name}}","scope":"a"{{Take(action)}}}"""));
        Assert.Empty(Tool("""{"tool":"process","action":"list","scope":"a"}""").Result.GetProperty("sessions").EnumerateArray());
        Assert.Single(Tool("""{"tool":"process","action":"list","scope":"b"}""").Result.GetProperty("sessions").EnumerateArray());
        End(id);
    }

    [Fact]
    public void Should_hide_them_from_the_command_line_with_an_option_and_with_a_variable()
    {
        var (id, job) = SessionOfB();
        foreach (var name in (string[])[id, job])
        foreach (var (caller, scope) in new (Caller, string[])[] { (Cli, ["--scope", "a"]), (Cli.With("AGENT_EXEC_SCOPE", "a"), []) })
        {
            foreach (var words in (string[][])
                     [
                         ["poll", name], ["log", name], ["write", name, "--data", "x"], ["send-keys", name, "Enter"], ["submit", name], ["paste", name, "x"],
                         ["kill", name], ["clear", name], ["remove", name], ["resize", name, "--columns", "80", "--rows", "24"],
                     ])
                AssertUnknown(name, ToolAnswer.Of(caller.Run(["process", words[0], .. scope, .. words[1..]])));
            Assert.Empty(ToolAnswer.Of(caller.Run(["process", "list", .. scope])).Result.GetProperty("sessions").EnumerateArray());
        }

        End(id);
    }

    [Fact]
    public async Task Should_hide_them_from_other_services()
    {
        var (id, job) = SessionOfB();
        await using var client = NewClient();
        var a = new ToolOptions { Scope = "a" };
        foreach (var name in (string[])[id, job])
        foreach (var (action, _) in ProcessActions.Names.Where(known => known.Action != ProcessAction.List))
        {
            var call = new ProcessCall { Action = action, SessionId = name, Data = "x", Text = "x", Literal = "x", Columns = 80, Rows = 24 };
            var only = action switch
            {
                ProcessAction.Write => new ProcessCall { Action = action, SessionId = name, Data = "x" },
                ProcessAction.Paste => new ProcessCall { Action = action, SessionId = name, Text = "x" },
                ProcessAction.SendKeys => new ProcessCall { Action = action, SessionId = name, Literal = "x" },
                ProcessAction.Resize => new ProcessCall { Action = action, SessionId = name, Columns = call.Columns, Rows = call.Rows },
                _ => new ProcessCall { Action = action, SessionId = name },
            };
            Assert.Contains($"no session '{name}'", Assert.IsType<ToolFailure>((await client.ProcessAsync(only, a)).Result).Error);
        }

        Assert.Empty(Assert.IsType<SessionList>((await client.ProcessAsync(new ProcessCall { Action = ProcessAction.List }, a)).Result).Sessions);
        End(id);
    }

    [Fact]
    public void Should_hide_their_events()
    {
        var id = Tool("""{"tool":"exec","command":"echo boom; exit 1","background":true,"scope":"b"}""").Text("sessionId");
        Assert.Equal(id, Assert.Single(Cli.Ok("events", "--scope", "b", "--wait").Items("events")).GetProperty("session_id").GetString());
        Assert.Empty(Cli.Ok("events", "--scope", "a").Items("events"));
        Assert.Empty(Cli.With("AGENT_EXEC_SCOPE", "a").Ok("events", "--ack", "1").Items("events"));
        Assert.Single(Cli.Ok("events").Items("events"));
    }

    [Fact]
    public void Should_say_the_same_of_none_with_and_without_a_root()
    {
        string[] Said() => [.. Actions.Select(action => Tool($$"""{"tool":"process","action":"{{action}}","sessionId":"never-was"{{Take(action)}}}""").Error)];
        var without = Said();
        Assert.False(Directory.Exists(Box.Root));
        End(Background("sleep 600"));
        Assert.Equal(Said(), without);
    }

    private (string Id, string Job) SessionOfB()
    {
        var started = Tool("""{"tool":"exec","command":"sleep 600","background":true,"scope":"b"}""");
        return (started.Text("sessionId"), Box.Jobs().Single());
    }

    // The same words as for one that never was, and the session is untouched.
    private void AssertUnknown(string name, ToolAnswer answer)
    {
        _never ??= Tool("""{"tool":"process","action":"poll","sessionId":"never-was","scope":"a"}""").Error;
        Assert.Equal(("failed", _never.Replace("never-was", name, StringComparison.Ordinal)), (answer.Status, answer.Error));
    }

    private static string Take(string action) => action switch
    {
        "write" => ",\"data\":\"x\"",
        "paste" => ",\"text\":\"x\"",
        "send-keys" => ",\"keys\":[\"Enter\"]",
        "resize" => ",\"columns\":80,\"rows\":24",
        _ => "",
    };
}
