using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Json;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Storage;

/// <summary>Fault 13: a file is what it should be or it is none, whatever is in it or in its place.</summary>
public sealed class JsonFileTests : IDisposable
{
    private static readonly string[] Wrong = ["null", "7", "-1", "1e400", "99999999999999999999", "\"x\"", "\"\\ud800\"", "true", "[]", "[null]", "[7]", "{}", "{\"a\":null}"];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Should_read_every_description_and_state_that_is_not_of_the_shape_as_none_or_as_something_to_work_with()
    {
        var looked = 0;
        var folder = Directory.GetFiles(Path.Combine(Repository(), "tests/Contracts.Tests/Fixtures/v0.2"), "*.json");
        foreach (var path in folder)
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!;
            foreach (var place in Places(json))
                foreach (var wrong in Wrong)
                {
                    _scratch.Write("f", With(json, place, wrong));
                    Use(Path.GetFileName(path).Split('.')[0]);
                    looked++;
                }
        }

        Assert.True(looked > 1000, $"{looked} files");
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("directory")]
    [InlineData("zero")]
    [InlineData("huge")]
    [InlineData("loop")]
    public void Should_neither_wait_for_nor_take_in_what_is_no_file_of_ours(string kind)
    {
        var path = _scratch.Of("f");
        switch (kind)
        {
            case "fifo": Nodes.MakeFifo(path); break;
            case "directory": Directory.CreateDirectory(path); break;
            case "zero": File.CreateSymbolicLink(path, "/dev/zero"); break;
            case "loop": File.CreateSymbolicLink(path, path); break;
            case "huge":
                using (var file = File.Create(path)) file.SetLength(PlainFile.MostBytes + 1L);
                break;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(JsonFile.TryRead(path, ContractJson.Compact.JobState));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private void Use(string file)
    {
        switch (file)
        {
            case "meta" when Read(ContractJson.Compact.JobMeta) is { } meta:
                _ = ContractJson.ToLine(JobViews.Summarize(meta, null));
                _ = ListRow.Of(meta, null);
                break;
            case "state" when Read(ContractJson.Compact.JobState) is { } state:
                _ = (state.IsTerminal, state.Result.ExitCode, ContractJson.ToFile(state));
                break;
            case "exit": _ = Read(ContractJson.Compact.ExitRecord)?.ToJson(); break;
            case "output": _ = Read(ContractJson.Compact.OutputRecord)?.DroppedBytes; break;
            case "caller": _ = Read(ContractJson.Compact.CallerRecord)?.ShellWrapper?.Count; break;
            case "match_cursor": _ = Read(ContractJson.Compact.MatchCursor)?.StdoutBytes; break;
            case "completion_event": _ = Read(ContractJson.Compact.CompletionEvent)?.DeliveryResults?.Count; break;
            case "endpoint": _ = Read(ContractJson.Compact.HostEndpoint)?.Port; break;
        }
    }

    private T? Read<T>(JsonTypeInfo<T> type) where T : class => JsonFile.TryRead(_scratch.Of("f"), type);

    private static string With(JsonNode json, string[] place, string value)
    {
        var copy = json.DeepClone();
        var parent = place[..^1].Aggregate(copy, (node, name) => node[name]!);
        // A number no node can hold is put in as text.
        parent[place[^1]] = "@@";
        return copy.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Places(JsonNode json) => json is not JsonObject parent ? [] : parent.SelectMany(field =>
        field.Value is JsonObject child ? Places(child).Select(rest => (string[])[field.Key, .. rest]).Prepend([field.Key]) : [[field.Key]]);

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "AgentExec.sln"))) directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
