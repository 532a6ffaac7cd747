using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// What one log lacks since it reached its limit (contract B11), and so which byte of the file is which byte of the stream. The file is a head, exactly
/// the beginning of the stream, and behind it a tail, exactly its newest part.
/// </summary>
/// <remarks>
/// The record is on disk before the file changes: a file that still has <see cref="LimitBytes"/> or more is about to be cut, and only its last
/// <see cref="TailBytes"/> are the tail; in a shorter one they have been moved behind the head and grow from there.
/// </remarks>
public sealed record OutputGap
{
    private const long MostBytes = 1L << 56;

    /// <summary>Size of the head.</summary>
    [JsonPropertyName("head_bytes")] public long HeadBytes { get; init; }

    /// <summary>Bytes of the stream between head and tail, which the file lacks.</summary>
    [JsonPropertyName("dropped_bytes")] public long DroppedBytes { get; init; }

    /// <summary>Size of the tail right after the last cut.</summary>
    [JsonPropertyName("tail_bytes")] public long TailBytes { get; init; }

    /// <summary>The file's size at which the last cut was due.</summary>
    [JsonPropertyName("limit_bytes")] public long LimitBytes { get; init; }

    /// <summary>Whether a keeper can have meant it; with any other no place can be reckoned.</summary>
    [JsonIgnore] public bool IsPossible => HeadBytes >= 0 && TailBytes >= 0 && LimitBytes >= 0 && DroppedBytes >= 0
        && HeadBytes <= MostBytes && DroppedBytes <= MostBytes;

    /// <summary>Where in a file of this size the tail begins. Between the head and that place nothing means anything.</summary>
    public long TailOffset(long fileBytes) => fileBytes >= LimitBytes ? Math.Max(HeadBytes, LimitBytes - TailBytes) : HeadBytes;

    /// <summary>How many bytes the stream has had when the file has this size.</summary>
    public long StreamBytes(long fileBytes) => fileBytes - TailOffset(fileBytes) + HeadBytes + DroppedBytes;

    /// <summary>Where a byte of the stream is in a file of this size; null when it was dropped. One beyond the end is beyond the file's end.</summary>
    public long? ToFile(long streamOffset, long fileBytes)
    {
        if (streamOffset < HeadBytes) return streamOffset;
        var intoTail = streamOffset - HeadBytes - DroppedBytes;
        return intoTail < 0 ? null : TailOffset(fileBytes) + intoTail;
    }

    /// <summary>Which byte of the stream a byte of a file of this size is; null for what is between head and tail while the file is cut.</summary>
    public long? ToStream(long fileOffset, long fileBytes)
    {
        if (fileOffset < HeadBytes) return fileOffset;
        var intoTail = fileOffset - TailOffset(fileBytes);
        return intoTail < 0 ? null : HeadBytes + DroppedBytes + intoTail;
    }

    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("head_bytes", HeadBytes);
        json.WriteNumber("dropped_bytes", DroppedBytes);
        json.WriteNumber("tail_bytes", TailBytes);
        json.WriteNumber("limit_bytes", LimitBytes);
        json.WriteEndObject();
    }
}
