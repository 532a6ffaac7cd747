using System.Text.Json.Nodes;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>Judges a value by a schema: the part of draft 07 that the document uses, and nothing else goes unnoticed.</summary>
internal sealed class SchemaChecker(JsonObject definitions)
{
    /// <summary>What is wrong, with the place; empty when nothing is.</summary>
    public List<string> Check(JsonNode? value, JsonNode schema, string place = "$") =>
        [.. schema.AsObject().SelectMany(rule => Check(value, schema.AsObject(), rule.Key, rule.Value!, place))];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string rule, JsonNode given, string place) => rule switch
    {
        "$schema" or "$comment" or "title" or "description" or "definitions" => [],
        "$ref" => Check(value, definitions[((string)given!)["#/definitions/".Length..]]!, place),
        "const" => JsonNode.DeepEquals(value, given) ? [] : [$"{place}: not {given.ToJsonString()}"],
        "enum" => given.AsArray().Any(one => JsonNode.DeepEquals(value, one)) ? [] : [$"{place}: not one of {given.ToJsonString()}"],
        "oneOf" => given.AsArray().Count(one => Check(value, one!, place).Count == 0) == 1 ? [] : [$"{place}: not exactly one of the shapes"],
        "anyOf" => given.AsArray().Any(one => Check(value, one!, place).Count == 0) ? [] : [$"{place}: none of the shapes"],
        "type" => Types(given).Contains(TypeOf(value)) ? [] : [$"{place}: {TypeOf(value)} is not {given.ToJsonString()}"],
        "minimum" => value is JsonValue number && number.GetValue<decimal>() >= (decimal)given ? [] : [$"{place}: too small"],
        "required" => value is JsonObject parent
            ? given.AsArray().Select(name => (string)name!).Where(name => !parent.ContainsKey(name)).Select(name => $"{place}: lacks {name}")
            : [],
        "properties" => value is JsonObject parent
            ? given.AsObject().Where(one => parent.ContainsKey(one.Key)).SelectMany(one => Check(parent[one.Key], one.Value!, $"{place}.{one.Key}"))
            : [],
        // A hint for people and tools; any text is valid.
        "contentEncoding" => [],
        "items" => value is JsonArray array ? array.SelectMany((one, index) => Check(one, given, $"{place}[{index}]")) : [],
        "additionalProperties" when given is JsonValue => [],
        "additionalProperties" => value is JsonObject map
            ? map.Where(one => !Names(schema).Contains(one.Key)).SelectMany(one => Check(one.Value, given, $"{place}.{one.Key}"))
            : [],
        _ => throw new InvalidOperationException($"unknown rule {rule} at {place}"),
    };

    /// <summary>The keys of an object that its definition does not know, nested ones included. Allowed to readers, but not to us.</summary>
    public IEnumerable<string> Unknown(JsonNode? value, JsonNode schema, string place = "$")
    {
        if ((string?)schema["$ref"] is { } reference) schema = definitions[reference["#/definitions/".Length..]]!;
        if (value is JsonArray array && schema["items"] is { } item) return array.SelectMany((one, index) => Unknown(one, item, $"{place}[{index}]"));
        if (value is not JsonObject parent || schema["properties"] is not JsonObject properties) return [];
        return parent.SelectMany(one => properties[one.Key] is { } known ? Unknown(one.Value, known, $"{place}.{one.Key}") : [$"{place}.{one.Key}"]);
    }

    private static IEnumerable<string> Names(JsonObject schema) => schema["properties"]?.AsObject().Select(one => one.Key) ?? [];

    private static string[] Types(JsonNode given) => given is JsonArray several ? [.. several.Select(one => (string)one!)] : [(string)given!];

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
            _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        },
    };
}
