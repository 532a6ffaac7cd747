using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// <c>output.json</c>: what the logs lack (contract B11). There is none before a log reached its limit or lost
/// something else; a log without an entry is whole.
/// Not synced: after a power cut the logs are not certain either.
/// </summary>
public sealed record OutputRecord
{
    public static readonly OutputRecord Whole = new();

    [JsonPropertyName("stdout")] public OutputGap? Stdout { get; init; }

    [JsonPropertyName("stderr")] public OutputGap? Stderr { get; init; }

    /// <summary>Of the combined log, wherever it is; counted in bytes of its records.</summary>
    [JsonPropertyName("full")] public OutputGap? Full { get; init; }

    /// <summary>Bytes of stdout that the system refused to write, a full disk for one: they are in no gap, the log goes on as if they had not been.</summary>
    [JsonPropertyName("stdout_unwritten_bytes")] public long? StdoutUnwrittenBytes { get; init; }

    /// <inheritdoc cref="StdoutUnwrittenBytes"/>
    [JsonPropertyName("stderr_unwritten_bytes")] public long? StderrUnwrittenBytes { get; init; }

    /// <summary>What the logs of both streams lack together.</summary>
    [JsonIgnore] public long DroppedBytes => (Stdout?.DroppedBytes ?? 0) + (Stderr?.DroppedBytes ?? 0) + UnwrittenBytes;

    /// <summary>What the system refused of both.</summary>
    [JsonIgnore] public long UnwrittenBytes => (StdoutUnwrittenBytes ?? 0) + (StderrUnwrittenBytes ?? 0);

    /// <summary>Writes the JSON text, by hand because the keeper carries no serializer.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Stdout?.Write(json, "stdout");
        Stderr?.Write(json, "stderr");
        Full?.Write(json, "full");
        if (StdoutUnwrittenBytes is { } stdout) json.WriteNumber("stdout_unwritten_bytes", stdout);
        if (StderrUnwrittenBytes is { } stderr) json.WriteNumber("stderr_unwritten_bytes", stderr);
        json.WriteEndObject();
        json.Flush();
    }
}
