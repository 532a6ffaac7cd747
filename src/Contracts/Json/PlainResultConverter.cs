using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Json;

/// <summary>
/// Writes the result of a tool as its users know it: without the <c>kind</c> that the wire needs to read it. Declaring the property as <see cref="object"/> is
/// not enough, since the framework looks at the ancestors of what it writes.
/// </summary>
public sealed class PlainResultConverter : JsonConverter<ToolResult>
{
    private static readonly Lazy<JsonSerializerOptions> Plain = new(static () => new JsonSerializerOptions(ContractJson.Compact.Options)
    {
        TypeInfoResolver = ContractJson.Default.WithAddedModifier(static info => info.PolymorphismOptions = null),
    });

    /// <exception cref="JsonException">Always: it is for people, and nobody reads it back.</exception>
    public override ToolResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("a written result is not read");

    public override void Write(Utf8JsonWriter writer, ToolResult value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Plain.Value.GetTypeInfo(value.GetType()));
}
