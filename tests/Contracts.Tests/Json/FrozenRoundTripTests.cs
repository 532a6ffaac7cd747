using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using static AgentExec.Contracts.Tests.Json.FrozenFiles;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>Files of a released version, read and written again: byte for byte, and in those that the host rewrites with what later versions added (contract B7).</summary>
public sealed class FrozenRoundTripTests
{
    private static readonly JsonObject Future = new() { ["a"] = new JsonArray(1, null), ["b"] = "é" };

    public static TheoryData<string> All => [.. Names()];

    public static TheoryData<string> Kept => [.. Names("meta.*"), .. Names("state.*")];

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_lost(string name) => Assert.Equal(Text(name), Rewritten(name, Text(name)));

    [Theory]
    [MemberData(nameof(Kept))]
    public void Unknown_fields_survive_at_every_level(string name)
    {
        var later = JsonNode.Parse(Text(name))!;
        Assert.NotEqual(0, AddTo(later));
        Assert.True(JsonNode.DeepEquals(later, JsonNode.Parse(Rewritten(name, later.ToJsonString()))));
    }

    // Every object gets one more field; answers how many there are.
    private static int AddTo(JsonNode? node)
    {
        if (node is not JsonObject parent) return 0;
        var count = parent.Select(field => field.Value).ToArray().Sum(AddTo);
        parent["future"] = Future.DeepClone();
        return count + 1;
    }

    private static string Rewritten(string name, string text) => name.Split('.')[0] switch
    {
        "meta" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.JobMeta)!),
        "state" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.JobState)!),
        "completion_event" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.CompletionEvent)!),
        "caller" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.CallerRecord)!),
        "match_cursor" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.MatchCursor)!),
        "endpoint" => ToFile(JsonSerializer.Deserialize(text, ContractJson.Compact.HostEndpoint)!),
        "exit" => Encoding.UTF8.GetString(JsonSerializer.Deserialize(text, ContractJson.Compact.ExitRecord)!.ToJson()),
        "output" => Written(JsonSerializer.Deserialize(text, ContractJson.Compact.OutputRecord)!),
        "notification_events" => string.Concat(text.TrimEnd('\n').Split('\n').Select(line =>
            Encoding.UTF8.GetString(ContractJson.ToLine(JsonSerializer.Deserialize(line, ContractJson.Compact.OutputMatchEvent)!)) + "\n")),
        _ => throw new InvalidOperationException($"nothing is known of {name}"),
    };

    private static string ToFile(object record) => Encoding.UTF8.GetString(ContractJson.ToFile(record));

    private static string Written(OutputRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) record.Write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
