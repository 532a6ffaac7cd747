using System.Text.Json.Nodes;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>What is really written is what the document describes.</summary>
public sealed class SampleTests
{
    private static readonly SchemaChecker Checker = new(SchemaDocument.Definitions);

    [Fact]
    public void Answers_are_as_described() => Assert.All(Samples.Answers, sample =>
    {
        var written = JsonNode.Parse(ContractJson.ToLine(sample));
        Assert.Empty(Checker.Check(written, SchemaDocument.Whole));
        Assert.Empty(Checker.Check(written, SchemaDocument.Definitions["Envelope"]!));
        Assert.Empty(Checker.Unknown(written, SchemaDocument.Definitions[sample.GetType().Name]!));
    });

    // Of several shapes that a result may have, the checker above would take any.
    [Fact]
    public void Results_of_tools_are_as_described() => Assert.All(Samples.ToolResults, sample =>
    {
        var written = JsonNode.Parse(ContractJson.ToLine(new ToolResponse { Tool = "exec", Result = sample, Text = "t" }))!["result"];
        var definition = SchemaDocument.Definitions[sample.GetType().Name]!;
        Assert.Empty(Checker.Check(written, definition));
        Assert.Empty(Checker.Unknown(written, definition));
    });

    [Fact]
    public void There_is_a_sample_of_every_result() => Assert.Equal(
        typeof(ToolResult).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ToolResult)) && !type.IsAbstract).Select(type => type.Name).Order(),
        Samples.ToolResults.Select(one => one.GetType().Name).Distinct().Order());

    [Fact]
    public void Files_are_as_described() => Assert.All(Samples.Files, sample =>
    {
        var written = JsonNode.Parse(sample is ExitRecord exit ? exit.ToJson() : ContractJson.ToFile(sample));
        Assert.Empty(Checker.Check(written, SchemaDocument.Definitions[sample.GetType().Name]!));
        Assert.Empty(Checker.Unknown(written, SchemaDocument.Definitions[sample.GetType().Name]!));
    });

    [Fact]
    public void There_is_a_sample_of_everything()
    {
        Assert.Empty(SchemaTable.Answers.SelectMany(SchemaGenerator.KindsOf).Except(Samples.Answers.Select(one => ((Response)one).Type)));
        Assert.Empty(SchemaTable.Files.Select(file => file.Type).Except(Samples.Files.Select(one => one.GetType())));
    }

    [Theory]
    [InlineData("""{"schema_version":"0.1","ok":true,"type":"kill","job_id":"i","signal":"TERM"}""")]
    [InlineData("""{"schema_version":"0.1","ok":true,"type":"kill","job_id":"i","signal":"TERM","state":"bogus"}""")]
    [InlineData("""{"schema_version":"0.1","ok":true,"type":"kill","job_id":"i","signal":15,"state":"exited"}""")]
    [InlineData("""{"schema_version":"0.1","ok":true,"type":"kill","job_id":"i","signal":"TERM","state":"exited","exit_code":null}""")]
    [InlineData("""{"schema_version":"0.2","ok":true,"type":"kill","job_id":"i","signal":"TERM","state":"exited"}""")]
    [InlineData("""{"schema_version":"0.1","ok":true,"type":"slay","job_id":"i","signal":"TERM","state":"exited"}""")]
    [InlineData("""{"schema_version":"0.1","ok":false,"type":"error","error":{"code":"bogus","message":"m","retryable":false}}""")]
    [InlineData("[]")]
    public void What_is_not_an_answer_is_refused(string text) => Assert.NotEmpty(Checker.Check(JsonNode.Parse(text), SchemaDocument.Whole));
}
