using System.Text.Json;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>schema</c> (contract A22, B17): the shapes of every answer and of every file of a job directory.</summary>
public sealed record SchemaResponse : Response
{
    protected override string Kind => "schema";

    public string SchemaFormat { get; } = "json-schema-draft-07";

    public required JsonElement Schema { get; init; }

    /// <summary>When the shapes changed last: the document's <c>$comment</c>.</summary>
    public required string GeneratedAt { get; init; }
}
