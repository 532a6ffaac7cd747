using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Json;

/// <summary>An array of rows as every answer has it, read and written without making objects of them (<see cref="Rows{T}"/>).</summary>
public abstract class RowsConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    protected abstract JsonTypeInfo<T> Row { get; }

    /// <exception cref="JsonException">Not an array of objects. What is in them is seen when they are looked at.</exception>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("not an array");
        var rows = new List<ReadOnlyMemory<byte>>();
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object) throw new JsonException("a row is not an object");
            rows.Add(JsonMarshal.GetRawUtf8Value(row).ToArray());
        }

        return new Rows<T>(rows, Row);
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var row in Rows<T>.JsonOf(value, Row)) writer.WriteRawValue(row.Span, skipInputValidation: true);
        writer.WriteEndArray();
    }
}

/// <summary>
/// Rows on the wire: one text, base64 of a line each. Reading them costs a decoding, where an array of objects would be gone through token by token only
/// to be written again as it was.
/// </summary>
public abstract class RowsTextConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    protected abstract JsonTypeInfo<T> Row { get; }

    /// <exception cref="JsonException">Not lines of objects. What is in them is seen when they are looked at.</exception>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var text)) throw new JsonException("not a text of rows");
        var rows = new List<ReadOnlyMemory<byte>>();
        for (var rest = text.AsMemory(); !rest.IsEmpty;)
        {
            // Compact JSON has no line break in it.
            var length = rest.Span.IndexOf((byte)'\n');
            if (length < 2 || rest.Span[0] != '{' || rest.Span[length - 1] != '}') throw new JsonException("a row is not an object");
            rows.Add(rest[..length]);
            rest = rest[(length + 1)..];
        }

        return new Rows<T>(rows, Row);
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var rows = Rows<T>.JsonOf(value, Row);
        var text = ArrayPool<byte>.Shared.Rent(rows.Sum(row => row.Length + 1));
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

/// <summary>The rows of <c>list</c> on the wire.</summary>
public sealed class JobSummaryRowsText : RowsTextConverter<JobSummary>
{
    protected override JsonTypeInfo<JobSummary> Row => ContractJson.Compact.JobSummary;
}

/// <summary>The rows of <c>gc</c>.</summary>
public sealed class GcJobRows : RowsConverter<GcJob>
{
    protected override JsonTypeInfo<GcJob> Row => ContractJson.Compact.GcJob;
}

/// <summary>The rows of <c>gc</c> on the wire.</summary>
public sealed class GcJobRowsText : RowsTextConverter<GcJob>
{
    protected override JsonTypeInfo<GcJob> Row => ContractJson.Compact.GcJob;
}
