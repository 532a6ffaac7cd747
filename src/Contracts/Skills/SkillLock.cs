using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Skills;

/// <summary><c>.agents/.skill-lock.json</c> (contract A23): which skills were installed. Other tools write to it too, so what is unknown survives.</summary>
public sealed record SkillLock
{
    public IReadOnlyList<SkillLockEntry> Skills { get; init => field = value ?? []; } = [];

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>With this entry in the place of the one of the same name, or at the end.</summary>
    public SkillLock Upsert(SkillLockEntry entry)
    {
        var skills = Skills.ToList();
        var place = skills.FindIndex(one => one.Name == entry.Name);
        if (place < 0) skills.Add(entry);
        else skills[place] = entry;
        // A doubled name could only contradict.
        return this with { Skills = [.. skills.Where((one, index) => one.Name != entry.Name || index == (place < 0 ? skills.Count - 1 : place))] };
    }
}

/// <summary>One installed skill.</summary>
public sealed record SkillLockEntry
{
    /// <summary>The name of its directory.</summary>
    public required string Name { get; init; }

    /// <summary><c>self</c>, the whole <c>local:PATH</c>, or what another tool calls its source.</summary>
    public string? SourceType { get; init; }

    public string? InstalledAt { get; init; }

    /// <summary>Where it is, absolute.</summary>
    public string? Path { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}
