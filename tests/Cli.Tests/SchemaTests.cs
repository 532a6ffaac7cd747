using System.Text.Json;

namespace AgentExec.Cli.Tests;

/// <summary><c>schema</c> (contract A22): the embedded document, without a client or a root.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("schema")]
    [InlineData("--root /gone schema")]
    [InlineData("schema --root=")]
    public async Task The_document_is_answered(string argv)
    {
        var run = await CliRun.Of(argv.Split(' '));
        Assert.Equal((0, "", null), (run.ExitCode, run.Stderr, run.Client));
        Assert.DoesNotContain('\n', run.Stdout.TrimEnd('\n'));
        var answer = JsonDocument.Parse(run.Stdout).RootElement;
        Assert.Equal(
            ["schema_version", "ok", "type", "schema_format", "schema", "generated_at"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal(("schema", "json-schema-draft-07"), (answer.GetProperty("type").GetString(), answer.GetProperty("schema_format").GetString()));
        var schema = answer.GetProperty("schema");
        Assert.Equal(schema.GetProperty("$comment").GetString(), answer.GetProperty("generated_at").GetString());
        Assert.Contains(schema.GetProperty("definitions").EnumerateObject(), one => one.Name == "RunResponse");
    }

    [Fact]
    public async Task It_takes_no_words() => (await CliRun.Of("schema", "x")).ShouldBeUsageError("unexpected argument 'x'");
}
