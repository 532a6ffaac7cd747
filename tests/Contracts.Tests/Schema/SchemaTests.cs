using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>The document says what the types say, of all types (contract A22, B17).</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_document_is_what_the_types_make_it()
    {
        var made = SchemaDocument.Text(SchemaGenerator.Generate());
        if (Environment.GetEnvironmentVariable(SchemaDocument.UpdateVariable) == "1") File.WriteAllText(SchemaDocument.Path, made);
        var committed = File.ReadAllText(SchemaDocument.Path);
        Assert.True(made == committed, $"the types changed: run this test with {SchemaDocument.UpdateVariable}=1 and commit {SchemaDocument.Path}");
    }

    [Fact]
    public void Every_answer_is_in_the_table() => Assert.Equal(
        typeof(Response).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Response)) && !type.IsAbstract).Select(type => type.Name).Order(),
        SchemaTable.Answers.Select(answer => answer.Type.Name).Order());

    [Fact]
    public void Every_json_file_of_a_job_is_in_the_table() => Assert.Empty(
        typeof(JobFiles).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name.EndsWith("json", StringComparison.Ordinal)).Except(SchemaTable.Files.Select(file => file.Name)));

    [Fact]
    public void No_two_answers_have_the_same_type()
    {
        var kinds = SchemaTable.Answers.SelectMany(SchemaGenerator.KindsOf).ToArray();
        Assert.Equal(kinds.Distinct(), kinds);
        Assert.All(kinds, Assert.NotNull);
    }

    [Fact]
    public void The_contract_s_definitions_are_there() => Assert.Empty(
        ((string[])["Envelope", "ErrorDetail", "ErrorResponse", "Snapshot", "RunResponse", "StatusResponse", "TailResponse", "WaitResponse", "KillResponse",
            "ListResponse", "SchemaResponse", "JobSummary"]).Except(SchemaDocument.Definitions.Select(one => one.Key)));

    [Fact]
    public void The_results_of_a_state_are_there_and_may_be_null()
    {
        var result = SchemaDocument.Definitions["JobResult"]!;
        Assert.Equal("""["exit_code","signal","duration_ms"]""", result["required"]!.ToJsonString());
        Assert.All(result["properties"]!.AsObject(), one => Assert.Equal("null", (string?)one.Value!["type"]![1]));
    }
}
