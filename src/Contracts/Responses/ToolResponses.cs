using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>tool</c>, <c>exec</c> and <c>process</c>: the same one whichever way the call came in.</summary>
public sealed record ToolResponse : Response
{
    protected override string Kind => "tool";

    /// <summary><c>exec</c> or <c>process</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>As its users know it: its status and its keys tell which one it is.</summary>
    [JsonConverter(typeof(PlainResultConverter))] public required ToolResult Result { get; init; }

    /// <summary>What a model would be shown.</summary>
    public required string Text { get; init; }
}

/// <summary>The answer to <c>events</c>.</summary>
public sealed record EventsResponse : Response
{
    protected override string Kind => "events";

    public required IReadOnlyList<SessionEvent> Events { get; init; }

    /// <summary>The place behind the last one: for <c>--after</c> and <c>--ack</c>.</summary>
    public required string Cursor { get; init; }

    /// <summary>Whether there are further ones.</summary>
    public required bool More { get; init; }
}
