using System.Text.Json.Nodes;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests.Readme;

/// <summary>What a block of the README must have done besides succeeding: who was told what.</summary>
internal sealed class ReadmeOutcomes(Sandbox box, StandIns programs)
{
    /// <summary>By a part of the block that no other block has.</summary>
    public static readonly Dictionary<string, Action<ReadmeOutcomes>> All = new()
    {
        ["--text \"job $(jq"] = outcome => outcome.Message(
            ["message", "send", "--chat", "telegram:deployments", "--text", $"job {outcome.Job} finished: state=exited"]),
        ["openclaw message send --session"] = outcome => outcome.Event(["message", "send", "--session", "oc_session_123", "--text"]),
        ["openclaw agent --session-id $SESSION_ID"] = outcome => outcome.Event(["agent", "--session-id", "oc_session_123", "--deliver"]),
        ["--notify-file events.ndjson -- echo"] = outcome => outcome.Line(),
        ["worker.sh"] = outcome => outcome.Worker(),
        ["--output-pattern 'listening"] = outcome => outcome.Match(),
        ["--tag kept"] = outcome => Assert.Equal(["ci.build", "kept"], outcome.Tags),
        ["--shell-wrapper \"bash -lc\""] = outcome => Assert.Equal("my script\n", outcome.Said),
        ["~/.config/agent-exec/config.toml"] = outcome => Assert.Matches(@"^\d+\.\d+", outcome.Said),
    };

    private string Job => Assert.Single(box.Jobs());

    private IEnumerable<string> Tags => box.Meta(Job).GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!);

    private string Said => box.Stdout(Job);

    /// <summary>The stand-in got these arguments, and the event on stdin.</summary>
    private void Message(string[] arguments)
    {
        var call = Assert.Single(programs.Openclaw(1));
        Assert.Equal(arguments, call.Arguments);
        Assert.Equal((Job, "job.finished"), Named(JsonNode.Parse(call.Stdin)!));
    }

    /// <summary>The stand-in got these arguments and, as one more, the event: valid JSON that names the job, the same as on stdin.</summary>
    private void Event(string[] arguments)
    {
        var call = Assert.Single(programs.Openclaw(1));
        Assert.Equal(arguments, call.Arguments[..^1]);
        var told = JsonNode.Parse(call.Arguments[^1])!.AsObject();
        Assert.Equal((Job, "job.finished"), Named(told));
        Assert.True(told.Remove("delivery_results"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(call.Stdin), told), call.ToString());
    }

    /// <summary>The file has the event that the README shows.</summary>
    private void Line()
    {
        var shown = Assert.Single(ReadmeBlock.All, block => block.Language == "json").Content;
        Assert.Equal(new Shown(Shown.Place).Normal(shown), new Shown(box.Path).Normal(Events("events.ndjson")));
    }

    /// <summary>The line was tried again when it was refused, and is noted as taken now.</summary>
    private void Worker()
    {
        var line = Events("events.ndjson");
        Assert.All(programs.Openclaw(2), call => Assert.Equal(["agent", "--session-id", "oc_session_123", "--deliver", line.TrimEnd('\n')], call.Arguments));
        Assert.Equal($"{line.Length}\n", LogWatch.UntilContains(Path.Combine(box.Work, "events.offset"), "\n"));
    }

    private void Match()
    {
        var call = Assert.Single(programs.Openclaw(1));
        Assert.Equal(["message", "send", "--chat", "telegram:deployments", "--text", "listening on 8080"], call.Arguments);
        Assert.Equal((Job, "job.output.matched"), Named(JsonNode.Parse(Events("lines.ndjson"))!));
    }

    // One line, whole.
    private string Events(string file)
    {
        var text = LogWatch.UntilContains(Path.Combine(box.Work, file), "\n");
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        return text;
    }

    private static (string, string) Named(JsonNode told) => ((string)told["job_id"]!, (string)told["event_type"]!);
}
