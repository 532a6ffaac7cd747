using System.Text.Json;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>The JSON object on stdout.</summary>
internal sealed record Answer(JsonElement Json, TimeSpan Took)
{
    public IEnumerable<string> Keys => Json.EnumerateObject().Select(property => property.Name);

    public string JobId => Text("job_id");

    public string State => Text("state");

    public JsonElement Error => Json.GetProperty("error");

    public string Message => Error.GetProperty("message").GetString()!;

    public JsonElement Snapshot => Json.GetProperty("snapshot");

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public long Number(string name) => Json.GetProperty(name).GetInt64();

    public bool Flag(string name) => Json.GetProperty(name).GetBoolean();

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public List<string> Texts(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    public List<JsonElement> Items(string name) => [.. Json.GetProperty(name).EnumerateArray()];

    /// <summary>Exactly these keys in this order, of these types.</summary>
    public void HasShape(string shape) => HasShape(Json, shape);

    /// <param name="json">An object.</param>
    /// <param name="shape"><c>name:type</c> separated by spaces; types are text, number, bool, time, texts, objects, object.</param>
    public static void HasShape(JsonElement json, string shape) =>
        Assert.Equal(shape, string.Join(
            ' ', json.EnumerateObject().Zip(
                Wanted(shape, json), (property, wanted) => $"{property.Name}:{TypeOf(property.Value, wanted)}")));

    // Longer or shorter than the object on purpose: what is missing or too much shows in the difference.
    private static IEnumerable<string> Wanted(string shape, JsonElement json) =>
        shape.Split(' ').Select(word => word.Split(':')[1]).Concat(Enumerable.Repeat("?", json.EnumerateObject().Count()));

    private static string TypeOf(JsonElement value, string wanted) => value.ValueKind switch
    {
        JsonValueKind.String when wanted == "time" && IsTime(value.GetString()!) => "time",
        JsonValueKind.String => "text",
        JsonValueKind.Number when value.TryGetInt64(out _) => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Object => "object",
        JsonValueKind.Array when wanted is "texts" && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => "texts",
        JsonValueKind.Array when wanted is "objects" && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) => "objects",
        var other => other.ToString(),
    };

    private static bool IsTime(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", null, System.Globalization.DateTimeStyles.None, out _);
}
