using System.CommandLine;
using System.Text.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>schema</c> (contract A22, B17). The document is embedded, so neither a jobs root nor a file beside the program is needed.</summary>
internal sealed class SchemaCommand() : VerbCommand(Verb, Summary)
{
    public const string Verb = "schema", Summary = "Print the JSON schema of the answers and of a job's files";

    public override Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        using var stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream("agent-exec.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        var schema = document.RootElement.Clone();
        return Task.FromResult<Response>(new SchemaResponse { Schema = schema, GeneratedAt = schema.GetProperty("$comment").GetString()! });
    }
}
