using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentExec.Contracts.Json;

/// <summary>
/// Rows of a long answer as the JSON they are: who only hands them on neither parses nor writes them again. Each is parsed whenever it is looked at.
/// </summary>
/// <param name="json">One object each, compact UTF-8.</param>
/// <param name="type">How a row is read.</param>
public sealed class Rows<T>(IReadOnlyList<ReadOnlyMemory<byte>> json, JsonTypeInfo<T> type) : IReadOnlyList<T>
{
    /// <summary>Whether they are written as one text instead of an array: for a peer that can read it.</summary>
    public bool AsText { get; init; }

    public int Count => json.Count;

    /// <summary>What all rows take, with a comma each.</summary>
    public int Bytes => json.Sum(static row => row.Length + 1);

    public T this[int index] => JsonSerializer.Deserialize(json[index].Span, type) ?? throw new JsonException("a row is null");

    private IReadOnlyList<ReadOnlyMemory<byte>> Json => json;

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Several pages as one, cut after so many rows.</summary>
    public static Rows<T> Join(IReadOnlyList<IReadOnlyList<T>> pages, int limit, JsonTypeInfo<T> type)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        foreach (var page in pages) all.AddRange(JsonOf(page, type));
        if (all.Count > limit) all.RemoveRange(limit, all.Count - limit);
        return new Rows<T>(all, type);
    }

    internal static IReadOnlyList<ReadOnlyMemory<byte>> JsonOf(IReadOnlyList<T> rows, JsonTypeInfo<T> type) => rows is Rows<T> known
        ? known.Json
        : [.. rows.Select(row => new ReadOnlyMemory<byte>(JsonSerializer.SerializeToUtf8Bytes(row, type)))];
}
