using System.Text.Json.Serialization;
using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Responses;

/// <summary>The envelope that every answer on stdout has (contract A3); payload fields are its siblings, in declaration order.</summary>
public abstract record Response
{
    [JsonPropertyOrder(-3)] public string SchemaVersion { get; } = "0.1";

    [JsonPropertyOrder(-2)] public virtual bool Ok => true;

    [JsonPropertyOrder(-1)] public abstract string Type { get; }
}

/// <summary>The error envelope; the only answer with <c>ok:false</c> and exit code 1.</summary>
public sealed record ErrorResponse(ErrorDetail Error) : Response
{
    public override bool Ok => false;

    public override string Type => "error";
}
