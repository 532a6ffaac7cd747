using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>
/// The JSON schema (draft 07) of the types in <see cref="SchemaTable"/>, made from the metadata that writes their JSON. An object may always hold more
/// than is described: the contract is additive. Pure; reflection is fine here, as only its result ships.
/// </summary>
internal sealed class SchemaGenerator
{
    private readonly JsonObject _definitions = [];

    public static JsonObject Generate()
    {
        var generator = new SchemaGenerator();
        generator._definitions["Envelope"] = generator.Envelope();
        foreach (var answer in SchemaTable.Answers)
            generator.Define(answer.Type, Described(answer.Type, answer.Kinds), false, answer.Kinds);
        foreach (var file in SchemaTable.Files) generator.Define(file.Type, file.Name, file.WritesNull, []);
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$comment"] = SchemaTable.ChangedAt,
            ["title"] = "agent-exec",
            ["description"] = "Every answer on stdout, and under definitions the JSON files of a job directory as this version writes them.",
            ["oneOf"] = new JsonArray([.. SchemaTable.Answers.Select(answer => Reference(answer.Type))]),
            ["definitions"] = generator._definitions,
        };
    }

    /// <summary>The names of <c>type</c> that an answer can have.</summary>
    public static string[] KindsOf(AnswerRow answer) =>
        answer.Kinds is { Length: > 0 } kinds ? kinds : [((Response)Blank.Of(answer.Type)).Type];

    private static string Described(Type type, string[] kinds) =>
        "Answer, type " + string.Join(" or ", KindsOf(new AnswerRow(type, kinds)));

    /// <summary>What every answer has.</summary>
    private JsonObject Envelope() => new()
    {
        ["description"] = "What every answer has",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["schema_version"] = new JsonObject { ["const"] = new ErrorResponse(ErrorDetail.Internal("")).SchemaVersion },
            ["ok"] = new JsonObject { ["type"] = "boolean" },
            ["type"] = new JsonObject { ["type"] = "string" },
        },
        ["required"] = new JsonArray("schema_version", "ok", "type"),
    };

    private void Define(Type type, string? description, bool writesNull, string[] kinds)
    {
        if (_definitions.ContainsKey(type.Name)) return;
        // Taken before its parts are looked at: the definition comes before those it needs, and a type may hold itself.
        var definition = new JsonObject();
        _definitions[type.Name] = definition;
        if (description is not null) definition["description"] = description;
        if (type.IsEnum)
        {
            definition["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<object>().Select(value => JsonNode.Parse(ContractJson.ToLine(value)))]);
            return;
        }

        var info = ContractJson.Compact.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not in ContractJson");
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in Properties.Of(info))
        {
            var shape = property.Name == "type" && kinds.Length > 0 ? AnyOf(kinds) : Shape(type, property);
            var isLeftOut = Properties.IsNullLeftOut(property);
            properties[property.Name] = writesNull && !isLeftOut && Properties.MayBeNull(property) ? OrNull(shape) : Properties.IsNullWritten(property) ? OrNull(shape) : shape;
            if (writesNull && !isLeftOut || Properties.IsAlwaysWritten(property)) required.Add(property.Name);
        }

        definition["type"] = "object";
        definition["properties"] = properties;
        if (required.Count > 0) definition["required"] = required;
        if (info.Properties.Any(property => property.IsExtensionData)) definition["additionalProperties"] = true;
    }

    private JsonObject Shape(Type owner, JsonPropertyInfo property)
    {
        if (owner == typeof(ErrorDetail) && property.Name == "code") return AnyOf(ErrorCodes.All);
        // Which one it is its status and its keys tell: written it has no name of its own.
        if (owner == typeof(ToolResponse) && property.Name == "result") return Results();
        // What nobody can set is the same in every instance.
        if (property.Set is null && property.Get!(Blank.Of(owner)) is { } constant)
            return new JsonObject { ["const"] = JsonNode.Parse(ContractJson.ToLine(constant)) };
        return Shape(property.PropertyType);
    }

    private JsonObject Shape(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        // What is kept as read is an object everywhere: the schema itself, and sinks.
        if (type == typeof(JsonElement)) return new JsonObject { ["type"] = "object" };
        if (type == typeof(string)) return new JsonObject { ["type"] = "string" };
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long)) return new JsonObject { ["type"] = "integer" };
        if (type == typeof(uint) || type == typeof(ulong)) return new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
        if (type == typeof(double)) return new JsonObject { ["type"] = "number" };
        if (type == typeof(byte[])) return new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };
        var info = ContractJson.Compact.GetTypeInfo(type);
        if (info?.Kind == JsonTypeInfoKind.Enumerable) return new JsonObject { ["type"] = "array", ["items"] = Shape(info.ElementType!) };
        if (info?.Kind == JsonTypeInfoKind.Dictionary) return new JsonObject { ["type"] = "object", ["additionalProperties"] = Shape(info.ElementType!) };
        Define(type, null, false, []);
        return Reference(type);
    }

    private JsonObject Results() => new()
    {
        ["anyOf"] = new JsonArray([.. typeof(ToolResult).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(one => Shape(one.DerivedType))]),
    };

    private static JsonObject Reference(Type type) => new() { ["$ref"] = $"#/definitions/{type.Name}" };

    private static JsonObject AnyOf(IEnumerable<string> names) =>
        new() { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    private static JsonObject OrNull(JsonObject shape)
    {
        if (shape["type"] is { } type) shape["type"] = new JsonArray(type.DeepClone(), "null");
        else shape = new JsonObject { ["anyOf"] = new JsonArray(shape, new JsonObject { ["type"] = "null" }) };
        return shape;
    }
}
