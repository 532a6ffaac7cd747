using System.Text.Json;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>What a caller gets: exit code, both streams, and how long it took.</summary>
internal sealed record CliRun(int ExitCode, string Stdout, string Stderr, TimeSpan Took)
{
    /// <summary>The one answer, checked for what holds for every answer (contract A3).</summary>
    public Answer Answer()
    {
        Assert.True(Stdout.EndsWith('\n') && Stdout.Count(c => c == '\n') == 1, $"not one line on stdout: {this}");
        Assert.DoesNotContain(Stderr.Split('\n'), line => line.StartsWith('{'));
        using var document = JsonDocument.Parse(Stdout);
        var answer = new Answer(document.RootElement.Clone(), Took);
        Assert.Equal(["schema_version", "ok", "type"], answer.Keys.Take(3));
        Assert.Equal("0.1", answer.Text("schema_version"));
        Assert.False(HoldsNull(answer.Json), $"null on stdout: {Stdout}");
        Assert.Equal(answer.Json.GetRawText(), Stdout.TrimEnd('\n'));
        return answer;
    }

    public Answer Ok()
    {
        Assert.True(ExitCode == 0, ToString());
        var answer = Answer();
        Assert.True(answer.Json.GetProperty("ok").GetBoolean(), Stdout);
        return answer;
    }

    public Answer Fails(string code)
    {
        Assert.True(ExitCode == 1, ToString());
        var answer = Answer();
        answer.HasShape("schema_version:text ok:bool type:text error:object");
        Assert.Equal("error", answer.Text("type"));
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        Assert.Equal(["code", "message", "retryable"], answer.Error.EnumerateObject().Select(p => p.Name).Take(3));
        Assert.Equal(code, answer.Error.GetProperty("code").GetString());
        return answer;
    }

    private static bool HoldsNull(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => json.EnumerateObject().Any(property => HoldsNull(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(HoldsNull),
        _ => false,
    };
}
