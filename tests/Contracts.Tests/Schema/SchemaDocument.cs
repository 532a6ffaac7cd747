using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>The committed document.</summary>
internal static class SchemaDocument
{
    /// <summary>Set to 1, the tests write the document instead of judging it.</summary>
    public const string UpdateVariable = "AGENT_EXEC_UPDATE_SCHEMA";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<JsonObject> Loaded = new(() => JsonNode.Parse(File.ReadAllText(Path))!.AsObject());

    public static string Path => Repository.Path("src/Contracts/Schema/agent-exec.schema.json");

    public static JsonObject Definitions => Loaded.Value["definitions"]!.AsObject();

    public static JsonObject Whole => Loaded.Value;

    public static string Text(JsonObject document) => document.ToJsonString(Readable) + "\n";
}
