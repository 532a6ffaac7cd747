using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Keeping;

/// <summary>What a command reads.</summary>
[JsonConverter(typeof(StdinKindConverter))]
public enum StdinKind : byte
{
    /// <summary>The null device: an end at once.</summary>
    Null = 0,

    /// <summary>A pipe that stays open until it is closed by an order: <see cref="InputOrder"/>.</summary>
    Pipe = 1,

    /// <summary>These bytes, then the end.</summary>
    Bytes = 2,

    /// <summary>A file, from its beginning.</summary>
    File = 3,
}

/// <summary>The names on the wire and on disk.</summary>
public sealed class StdinKindConverter() : NamedEnumConverter<StdinKind>(
    (StdinKind.Null, "null"), (StdinKind.Pipe, "pipe"), (StdinKind.Bytes, "bytes"), (StdinKind.File, "file"));
