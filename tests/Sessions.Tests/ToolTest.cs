using System.Text.Json;

namespace AgentExec.Sessions.Tests;

/// <summary>A test that calls the tools as an agent does: JSON in, the envelope out.</summary>
public abstract class ToolTest : SandboxTest
{
    private protected ToolAnswer Tool(string json) => ToolAnswer.Of(Cli.Run("tool", json));

    /// <summary>The same by a caller of its own.</summary>
    private protected static ToolAnswer Tool(Caller caller, string json) => ToolAnswer.Of(caller.Run("tool", json));

    private protected ToolAnswer Exec(string command, string more = "") =>
        Tool($$"""{"tool":"exec","command":{{JsonSerializer.Serialize(command)}}{{more}}}""");

    /// <summary>A session in the background; its name.</summary>
    private protected string Background(string command, string more = "")
    {
        var answer = Exec(command, ",\"background\":true" + more);
        Assert.True(answer.Status == "running", answer.Json.GetRawText());
        return answer.Text("sessionId");
    }

    private protected ToolAnswer Process(string action, string session, string more = "") =>
        Tool($$"""{"tool":"process","action":"{{action}}","sessionId":"{{session}}"{{more}}}""");

    private protected ToolAnswer Poll(string session, int timeoutMs = 0) =>
        Process("poll", session, timeoutMs == 0 ? "" : $",\"timeout\":{timeoutMs}");

    /// <summary>Polls until the output of all polls together has the text; answers that output.</summary>
    private protected string PollUntil(string session, string text)
    {
        var seen = "";
        while (!seen.Contains(text, StringComparison.Ordinal))
        {
            var poll = Poll(session, 20_000);
            seen += poll.Text("output");
            Assert.True(poll.Text("output").Length > 0, $"no '{text}' in: {seen}");
        }

        return seen;
    }

    /// <summary>Polls to the end; answers all output and the last answer.</summary>
    private protected (string Output, ToolAnswer End) PollToEnd(string session)
    {
        var seen = "";
        while (true)
        {
            var poll = Poll(session, 20_000);
            seen += poll.Text("output");
            if (poll.Status != "running" && !poll.Has("more")) return (seen, poll);
        }
    }

    private protected IReadOnlyList<JsonElement> Sessions() => [.. Tool("""{"tool":"process","action":"list"}""").Result.GetProperty("sessions").EnumerateArray()];

    /// <summary>The user has set this in <c>[exec]</c>.</summary>
    private protected void Configure(string lines)
    {
        var directory = Path.Combine(Cli.Environment["XDG_CONFIG_HOME"], "agent-exec");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.toml"), $"[exec]\n{lines}\n");
    }

    /// <summary>Ends a session that the test left running.</summary>
    private protected void End(string session) => Assert.Equal("completed", Process("kill", session).Status);
}

/// <summary>The envelope of a tool call.</summary>
internal sealed record ToolAnswer(JsonElement Json)
{
    public JsonElement Result => Json.GetProperty("result");

    public string Shown => Json.GetProperty("text").GetString()!;

    public string Status => Text("status");

    public static ToolAnswer Of(CliRun run)
    {
        Assert.True(run.ExitCode == 0 && run.Stdout.Count(c => c == '\n') == 1, run.ToString());
        using var document = JsonDocument.Parse(run.Stdout);
        var answer = new ToolAnswer(document.RootElement.Clone());
        Assert.Equal(["schema_version", "ok", "type", "tool", "result", "text"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("tool", true), (answer.Json.GetProperty("type").GetString(), answer.Json.GetProperty("ok").GetBoolean()));
        return answer;
    }

    public bool Has(string name) => Result.TryGetProperty(name, out _);

    public string Text(string name) => Result.GetProperty(name).GetString()!;

    public long Number(string name) => Result.GetProperty(name).GetInt64();

    public bool Flag(string name) => Result.GetProperty(name).GetBoolean();

    public string Error => Text("error");

    public IEnumerable<string> Keys => Result.EnumerateObject().Select(property => property.Name);
}
