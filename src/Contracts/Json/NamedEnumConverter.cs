using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Json;

/// <summary>
/// An enum as its names of the contract, from a table. The framework's converter finds the names by reflection, which costs a native program more than
/// reading the whole file.
/// </summary>
public abstract class NamedEnumConverter<T>(params (T Value, string Name)[] names) : JsonConverter<T> where T : struct, Enum
{
    /// <exception cref="JsonException">Not one of the names: an unknown value is refused, never replaced.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            foreach (var (value, name) in names)
                if (reader.ValueTextEquals(name))
                    return value;
        throw new JsonException($"not a {typeof(T).Name}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        foreach (var (known, name) in names)
        {
            if (!EqualityComparer<T>.Default.Equals(known, value)) continue;
            writer.WriteStringValue(name);
            return;
        }

        throw new JsonException($"no name for {value}");
    }
}
