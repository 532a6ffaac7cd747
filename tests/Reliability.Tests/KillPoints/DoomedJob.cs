using System.Globalization;
using System.Text.Json;
using AgentExec.Posix;

namespace AgentExec.Reliability.Tests.KillPoints;

/// <summary>
/// One job that everybody wants to hear of, in a world where some process dies at a chosen point, once: it writes down that it ran, says <c>begin</c>, waits
/// for the test, says <c>ready</c> and exits with 5.
/// </summary>
internal sealed class DoomedJob(Sandbox box, string point)
{
    public const string WholeOutput = "begin\nready\n";

    private const string Script = "echo ran >>ran; echo begin; until [ -e go ]; do sleep 0.02; done; echo ready; exit 5";

    private readonly string _marker = box["died"];

    /// <summary>Who calls: the point goes with every process that is started.</summary>
    public Caller Cli { get; } = box.Caller.With(KillPoint.Variable, $"{point}={box["died"]}");

    /// <summary>Whether somebody has died there.</summary>
    public bool HasDied => File.Exists(_marker);

    public string Id { get; private set; } = "";

    /// <summary>How often the command has begun.</summary>
    public int Runs => Lines("ran");

    public string Output => box.Stdout(Id);

    /// <summary>Starts it, with two sinks for its end. A caller that dies answers nothing.</summary>
    public CliRun Start() => Cli.Run(
        "run", "--snapshot-after", "0", "--notify-command", "cat >>end.command; echo >>end.command", "--notify-file", "end.file", "--", Script);

    public void Is(string id) => Id = id;

    /// <summary>Has the line <c>ready</c> told to two sinks more.</summary>
    public void WatchOutput() => Cli.Ok(
        "notify", "set", Id, "--output-pattern", "ready", "--output-command", "cat >>line.command; echo >>line.command", "--output-file", "line.file");

    public void LetGo() => File.WriteAllText(Path.Combine(box.Work, "go"), "");

    public Answer Wait() => Cli.Ok("wait", Id);

    /// <summary>Returns when somebody has died at the point and is gone.</summary>
    public void AwaitDeath() => Patience.Until(() => HasDied, string.Create(CultureInfo.InvariantCulture, $"somebody dies at {point}"));

    /// <summary>Returns when everybody has been told. Nobody calls a command meanwhile: who dies is replaced by those who are left.</summary>
    public void AwaitDelivery() => box.UntilDelivered(Id);

    /// <summary>How often a sink was told: <c>end.command</c>, <c>end.file</c>, <c>line.command</c>, <c>line.file</c>.</summary>
    public int Told(string sink) => Lines(sink);

    /// <summary>The kinds of sinks of the end that are recorded as told, in the order of the record.</summary>
    public List<string> Recorded()
    {
        using var record = JsonDocument.Parse(File.ReadAllBytes(box.JobFile(Id, "completion_event.json")));
        return [.. record.RootElement.GetProperty("delivery_results").EnumerateArray()
            .Where(result => result.GetProperty("success").GetBoolean())
            .Select(result => result.GetProperty("sink_type").GetString()!)];
    }

    private int Lines(string file) =>
        File.Exists(Path.Combine(box.Work, file)) ? File.ReadAllLines(Path.Combine(box.Work, file)).Length : 0;
}
