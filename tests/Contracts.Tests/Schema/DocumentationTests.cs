using System.Text.Json.Nodes;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary><c>docs/cli.md</c> and the schema say the same: fields and their order, which are always there, error codes.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] InEveryAnswer = ["schema_version", "ok", "type"];

    public static TheoryData<string> Subjects =>
    [
        .. SchemaTable.Answers.SelectMany(SchemaGenerator.KindsOf).Select(kind => $"type:\"{kind}\""),
        "ErrorDetail", "Snapshot", "JobSummary", "GcJob", "WaitedJob", "InstalledSkill", "NotificationSettings", "RetentionStatus",
    ];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Fields_are_documented_in_their_order(string subject)
    {
        var table = Assert.Single(CliDocument.FieldTables, table => table.Subjects.Contains(subject));
        var definition = Definition(subject)!;
        var known = definition["properties"]!.AsObject().Select(one => one.Key).Except(InEveryAnswer);
        Assert.Equal(known, table.Fields.Select(field => field.Name));
        var required = (definition["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet();
        Assert.All(table.Fields, field => Assert.Equal(required.Contains(field.Name), field.Always ?? required.Contains(field.Name)));
    }

    [Fact]
    public void Answers_are_documented_under_their_command() => Assert.All(
        SchemaTable.Answers.Where(answer => answer.Type != typeof(ErrorResponse)).SelectMany(SchemaGenerator.KindsOf), kind =>
        {
            var section = CliDocument.FieldTables.Single(table => table.Subjects.Contains($"type:\"{kind}\"")).Section;
            Assert.StartsWith(section.Replace(' ', '_').Replace('-', '_'), kind.Replace('.', '_'));
        });

    [Fact]
    public void Tables_describe_what_exists() => Assert.All(CliDocument.FieldTables, table =>
    {
        Assert.NotEmpty(table.Subjects);
        Assert.All(table.Subjects, subject => Assert.NotNull(Definition(subject)));
    });

    // Small parts have no table of their own.
    [Fact]
    public void Every_field_of_every_part_is_named() => Assert.Empty(
        from answer in SchemaTable.Answers
        from definition in Reachable(answer.Type.Name, [])
        from field in SchemaDocument.Definitions[definition]!["properties"]?.AsObject().Select(one => one.Key) ?? []
        where !CliDocument.Text.Contains($"`{field}`", StringComparison.Ordinal)
        select $"{definition}.{field}");

    [Fact]
    public void Error_codes_are_documented() => Assert.Equal(ErrorCodes.All.Order(), CliDocument.ErrorCodes.Order());

    private static JsonNode? Definition(string subject) => subject.StartsWith("type:", StringComparison.Ordinal)
        ? SchemaTable.Answers.Where(answer => SchemaGenerator.KindsOf(answer).Contains(subject["type:".Length..].Trim('"')))
            .Select(answer => SchemaDocument.Definitions[answer.Type.Name]).SingleOrDefault()
        : SchemaDocument.Definitions[subject];

    private static HashSet<string> Reachable(string name, HashSet<string> seen)
    {
        if (!seen.Add(name)) return seen;
        foreach (var part in References(SchemaDocument.Definitions[name])) Reachable(part, seen);
        return seen;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(one => one.Key == "$ref" ? [((string)one.Value!)["#/definitions/".Length..]] : References(one.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };
}
