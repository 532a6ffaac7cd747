using System.Text.Json;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;

namespace AgentExec.Remoting;

/// <summary>
/// Stands for a request that cannot be meant: a field is missing, of another type, or null where none may be. Whoever said how to recognize the answer is told so, instead of
/// waiting for nothing. Never sent.
/// </summary>
public sealed record UnreadableRequest : Request
{
    /// <summary>What its asker is told. It quotes nothing of the request.</summary>
    public static ErrorDetail Error { get; } = new(
        ErrorCode.InvalidRequest, "the host cannot read this request, and nothing was done: a field is missing, of another type, or null where nothing may be null", false);

    /// <summary>What every request has, of JSON that is an object; null when its asker could not recognize an answer.</summary>
    internal static UnreadableRequest? Of(ReadOnlySpan<byte> json)
    {
        try
        {
            // A request without fields of its own: what others have beside is passed over.
            return JsonSerializer.Deserialize(json, ContractJson.Compact.HostStatusRequest) is { RequestId.Length: > 0 } known
                ? new UnreadableRequest { Protocol = known.Protocol, RequestId = known.RequestId, DeadlineSinceBootMs = known.DeadlineSinceBootMs }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether null stands in an array, where no request has one: types say what else may be null, and reading holds to that.</summary>
    internal static bool HasNullElement(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        for (var before = JsonTokenType.None; reader.Read(); before = reader.TokenType)
            if (reader.TokenType == JsonTokenType.Null && before != JsonTokenType.PropertyName)
                return true;
        return false;
    }
}
