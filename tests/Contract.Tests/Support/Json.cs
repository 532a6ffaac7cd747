using System.Text.Json;

namespace AgentExec.Contract.Tests.Support;

/// <summary>A JSON value, asked by dotted paths: <c>error.code</c>, <c>jobs.0.state</c>. A path that leads nowhere fails the test.</summary>
internal sealed class Json
{
    private readonly JsonElement _value;

    public Json(JsonElement value) => _value = value;

    public Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        _value = document.RootElement.Clone();
    }

    public JsonValueKind Kind => _value.ValueKind;

    public static Json OfFile(string path) => new(File.ReadAllText(path));

    public string Text(string path) => At(path)._value.GetString()!;

    public long Number(string path) => At(path)._value.GetInt64();

    public bool Flag(string path) => At(path)._value.GetBoolean();

    /// <summary>The value's JSON text without blanks between tokens.</summary>
    public string Raw(string path = "") => JsonSerializer.Serialize(At(path)._value);

    public bool Has(string path) => Find(path) is not null;

    public List<string> Keys(string path = "") => [.. At(path)._value.EnumerateObject().Select(property => property.Name)];

    public List<Json> Items(string path) => [.. At(path)._value.EnumerateArray().Select(item => new Json(item))];

    public List<string> Texts(string path) => [.. At(path)._value.EnumerateArray().Select(item => item.GetString()!)];

    public bool IsTime(string path) =>
        DateTime.TryParseExact(Text(path), "yyyy-MM-dd'T'HH:mm:ss'Z'", null, System.Globalization.DateTimeStyles.None, out _);

    public bool HoldsNull() => _value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => _value.EnumerateObject().Any(property => new Json(property.Value).HoldsNull()),
        JsonValueKind.Array => _value.EnumerateArray().Any(item => new Json(item).HoldsNull()),
        _ => false,
    };

    /// <summary>The known keys, in this order, before any other key: additional fields may follow.</summary>
    public void BeginsWith(params string[] keys) => Assert.Equal(keys, Keys().Take(keys.Length));

    /// <summary>These keys stand in this order; others may stand anywhere.</summary>
    public void InOrder(params string[] keys) => Assert.Equal(keys, Keys().Where(keys.Contains));

    public override string ToString() => _value.GetRawText();

    public Json At(string path) => Find(path) ?? throw new Xunit.Sdk.XunitException($"no {path} in {this}");

    private Json? Find(string path)
    {
        var value = _value;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index < value.GetArrayLength()) value = value[index];
            else if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value)) return null;
        }

        return new Json(value);
    }
}
