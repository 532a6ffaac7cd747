using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentExec.EndToEnd.Tests.Readme;

/// <summary>
/// Output with what differs from run to run replaced: ids by their order of appearance, times, measured numbers, the place. What is left must be equal, so
/// that keys, their order and every value that does not vary are as the README shows them.
/// </summary>
internal sealed partial class Shown(string place)
{
    /// <summary>Where the README's examples play.</summary>
    public const string Place = "/tmp/demo";

    private readonly List<string> _ids = [];

    public string Normal(string output) => Values(output) is { } values ? string.Join('\n', values.Select(value => Normal(value)?.ToJsonString() ?? "null")) : NormalText(output);

    private JsonNode? Normal(JsonNode? node, string key = "") => node switch
    {
        JsonObject parent => new JsonObject(parent.Select(one => KeyValuePair.Create(one.Key, Normal(one.Value, one.Key)))),
        JsonArray array => new JsonArray([.. array.Select(one => Normal(one))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => NormalText((string)text!),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && (key.EndsWith("_ms", StringComparison.Ordinal) || key == "dropped_bytes") => 0,
        _ => node?.DeepClone(),
    };

    private string NormalText(string text) => Id().Replace(
        Time().Replace(text.TrimEnd('\n').Replace(place, Place, StringComparison.Ordinal), "TIME"),
        id =>
        {
            if (!_ids.Contains(id.Value)) _ids.Add(id.Value);
            return $"ID{_ids.IndexOf(id.Value)}";
        });

    // One value a line, or one over several lines; null when it is something else.
    private static List<JsonNode?>? Values(string output)
    {
        if (output.Length == 0 || output[0] is not ('{' or '[')) return null;
        var values = new List<JsonNode?>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read()) values.Add(JsonNode.Parse(ref reader));
        return values;
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{26}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Time();
}
