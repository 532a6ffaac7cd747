using System.Text.Json.Serialization;
using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Responses;

/// <summary>The envelope that every answer on stdout has (contract A3); payload fields are its siblings, in declaration order.</summary>
public abstract record Response
{
    [JsonPropertyOrder(-3)] public string SchemaVersion { get; } = "0.1";

    [JsonPropertyOrder(-2)] public bool Ok => Succeeded;

    [JsonPropertyOrder(-1)] public string Type => Kind;

    // An override would lose the order attribute of what it overrides, and the envelope would end up behind the payload.
    protected virtual bool Succeeded => true;

    protected abstract string Kind { get; }
}

/// <summary>The error envelope; the only answer with <c>ok:false</c> and exit code 1.</summary>
public sealed record ErrorResponse(ErrorDetail Error) : Response
{
    protected override bool Succeeded => false;

    protected override string Kind => "error";
}
