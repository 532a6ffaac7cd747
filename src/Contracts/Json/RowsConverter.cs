using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Json;

/// <summary>
/// Reads and writes rows without making objects of them (<see cref="Rows{T}"/>): an array, as every answer has it, or on the wire one text, base64 of a
/// line each. Reading that costs a decoding, where an array would be gone through token by token only to be written again as it was.
/// </summary>
public abstract class RowsConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    protected abstract JsonTypeInfo<T> Row { get; }

    /// <exception cref="JsonException">Not rows of objects in either form. What is in them is seen when they are looked at.</exception>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new Rows<T>(
        reader.TokenType switch
        {
            JsonTokenType.StartArray => ReadArray(ref reader),
            JsonTokenType.String when reader.TryGetBytesFromBase64(out var text) => ReadLines(text),
            _ => throw new JsonException("no rows"),
        },
        Row);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var rows = Rows<T>.JsonOf(value, Row);
        if (value is Rows<T> { AsText: true })
        {
            WriteText(writer, rows);
            return;
        }

        writer.WriteStartArray();
        foreach (var row in rows) writer.WriteRawValue(row.Span, skipInputValidation: true);
        writer.WriteEndArray();
    }

    private static List<ReadOnlyMemory<byte>> ReadArray(ref Utf8JsonReader reader)
    {
        var rows = new List<ReadOnlyMemory<byte>>();
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object) throw new JsonException("a row is not an object");
            rows.Add(JsonMarshal.GetRawUtf8Value(row).ToArray());
        }

        return rows;
    }

    private static List<ReadOnlyMemory<byte>> ReadLines(byte[] text)
    {
        var rows = new List<ReadOnlyMemory<byte>>();
        for (var rest = text.AsMemory(); !rest.IsEmpty;)
        {
            // Compact JSON has no line break in it.
            var length = rest.Span.IndexOf((byte)'\n');
            if (length < 2 || rest.Span[0] != '{' || rest.Span[length - 1] != '}') throw new JsonException("a row is not an object");
            rows.Add(rest[..length]);
            rest = rest[(length + 1)..];
        }

        return rows;
    }

    private static void WriteText(Utf8JsonWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> rows)
    {
        var text = ArrayPool<byte>.Shared.Rent(rows.Sum(static row => row.Length + 1));
        var end = 0;
        foreach (var row in rows)
        {
            row.Span.CopyTo(text.AsSpan(end));
            text[end + row.Length] = (byte)'\n';
            end += row.Length + 1;
        }

        writer.WriteBase64StringValue(text.AsSpan(0, end));
        ArrayPool<byte>.Shared.Return(text);
    }
}

/// <summary>The rows of <c>list</c>.</summary>
public sealed class JobSummaryRows : RowsConverter<JobSummary>
{
    protected override JsonTypeInfo<JobSummary> Row => ContractJson.Compact.JobSummary;
}

/// <summary>The rows of <c>gc</c>.</summary>
public sealed class GcJobRows : RowsConverter<GcJob>
{
    protected override JsonTypeInfo<GcJob> Row => ContractJson.Compact.GcJob;
}
