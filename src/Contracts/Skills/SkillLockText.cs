using System.Text.Json;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Skills;

/// <summary>Reads a skill lock file in both of its shapes: a list of skills, or the older map from name to skill. Written is always the list.</summary>
public static class SkillLockText
{
    /// <exception cref="JsonException">It is neither; nothing is guessed.</exception>
    public static SkillLock Parse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (reader.Read() || root.ValueKind != JsonValueKind.Object) throw new JsonException("not one JSON object");
        return root.TryGetProperty("skills", out var skills) && skills.ValueKind == JsonValueKind.Object
            ? new SkillLock { Skills = [.. skills.EnumerateObject().Select(FromMap)], Others = Fields(root, "skills") }
            : root.Deserialize(ContractJson.Compact.SkillLock)!;
    }

    private static SkillLockEntry FromMap(JsonProperty skill)
    {
        if (skill.Value.ValueKind != JsonValueKind.Object) throw new JsonException($"skill '{skill.Name}' is not an object");
        // Writers of the map spell their keys both ways.
        return new SkillLockEntry
        {
            Name = skill.Name,
            SourceType = Text(skill.Value, "source_type") ?? Text(skill.Value, "sourceType"),
            InstalledAt = Text(skill.Value, "installed_at") ?? Text(skill.Value, "installedAt"),
            Path = Text(skill.Value, "path"),
            Others = Fields(skill.Value, "name", "source_type", "sourceType", "installed_at", "installedAt", "path"),
        };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>All fields but these, freed from the document; null when none is left.</summary>
    private static Dictionary<string, JsonElement>? Fields(JsonElement parent, params string[] except)
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (var field in parent.EnumerateObject())
            if (!except.Contains(field.Name))
                fields[field.Name] = field.Value.Clone();
        return fields.Count > 0 ? fields : null;
    }
}
