using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Json;

/// <summary>Reads and writes an array of rows without making objects of them (<see cref="Rows{T}"/>).</summary>
public abstract class RowsConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    protected abstract JsonTypeInfo<T> Row { get; }

    /// <exception cref="JsonException">Not an array of objects. What is in them is seen when they are looked at.</exception>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("not an array");
        using var document = JsonDocument.ParseValue(ref reader);
        var view = JsonMarshal.GetRawUtf8Value(document.RootElement);
        var all = view.ToArray();
        var rows = new List<ReadOnlyMemory<byte>>(document.RootElement.GetArrayLength());
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object) throw new JsonException("a row is not an object");
            var text = JsonMarshal.GetRawUtf8Value(row);
            view.Overlaps(text, out var place);
            rows.Add(all.AsMemory(place, text.Length));
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
