using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AgentExec.Contracts.Errors;

namespace AgentExec.Client.Tools;

/// <summary>From the bytes of a tool call to what it asks for; pure. Its sender is a model: anything may come.</summary>
internal static class ToolCallReader
{
    /// <summary>The largest call; what is larger could not travel either.</summary>
    public const int MaximumBytes = RequestLimit.MostBytes;

    // The deepest call has two levels.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = true };

    /// <exception cref="AgentExecException">
    /// <c>request_too_large</c>, or <c>invalid_tool_call</c>: it is no JSON object, says something twice, or names no known tool, so that there is no tool to answer for.
    /// </exception>
    public static ToolCall Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaximumBytes) throw TooLarge();
        using var document = Parse(json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json);
        try
        {
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // The one thing that the parser accepts and no string can hold: half of a surrogate pair.
            throw Invalid("it holds a \\u escape that is half a character");
        }
    }

    public static AgentExecException TooLarge() => new(new ErrorDetail(
        ErrorCode.RequestTooLarge, $"the tool call has more than {MaximumBytes} bytes, which is the limit: pass data by file", false)
    {
        Details = new ErrorFacts { LimitBytes = MaximumBytes },
    });

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) throw Invalid("it is not valid UTF-8");
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException wrong)
        {
            // Without the inner text, which may quote what the call holds.
            throw Invalid($"it is not JSON, or nested too deep (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine})");
        }
    }

    private static ToolCall Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw Invalid("it is not an object");
        var given = Properties(root, "");
        if (given.TryGetValue("env", out var env) && env.ValueKind == JsonValueKind.Object) Properties(env, "env.");
        if (!given.Remove("tool", out var tool) || tool.ValueKind != JsonValueKind.String) throw Invalid("it lacks \"tool\", which is \"exec\" or \"process\"");
        var parameters = new ToolParameters(given);
        return tool.GetString() switch
        {
            ToolCall.ExecTool => ExecCallReader.Read(parameters),
            ToolCall.ProcessTool => ProcessCallReader.Read(parameters),
            _ => throw Invalid("its tool is unknown: known are \"exec\" and \"process\""),
        };
    }

    // Which of two values was meant nobody knows.
    private static Dictionary<string, JsonElement> Properties(JsonElement parent, string path)
    {
        var found = new Dictionary<string, JsonElement>();
        foreach (var one in parent.EnumerateObject())
            if (!found.TryAdd(one.Name, one.Value))
                throw Invalid($"it says \"{path}{ToolParameters.Shown(one.Name)}\" twice");
        return found;
    }

    private static AgentExecException Invalid(string why) => new(new ErrorDetail(
        ErrorCode.InvalidToolCall,
        $"not a tool call, and nothing was done: {why}. Expected is one JSON object such as {{\"tool\":\"exec\",\"command\":\"make\"}} "
        + "or {\"tool\":\"process\",\"action\":\"list\"}",
        false));
}
