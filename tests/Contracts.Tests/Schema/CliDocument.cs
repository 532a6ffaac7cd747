using System.Text.RegularExpressions;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>A table of fields in <c>docs/cli.md</c>: a first column "Field", and before it a line that names whose fields they are.</summary>
/// <param name="Section">The heading it stands under, of the second level.</param>
/// <param name="Subjects">What the line before it names in backticks: <c>type:"run"</c> or a definition.</param>
/// <param name="Fields">The fields, in order.</param>
internal sealed record FieldTable(string Section, string[] Subjects, DocumentedField[] Fields);

/// <summary>A field, and whether its row says that it is always there; null where the table has no such column.</summary>
internal sealed record DocumentedField(string Name, bool? Always);

/// <summary>The tables of <c>docs/cli.md</c>.</summary>
internal static partial class CliDocument
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("docs/cli.md"));

    public static string Text { get; } = string.Join('\n', Lines);

    /// <summary>Every table of fields.</summary>
    public static FieldTable[] FieldTables { get; } = [.. Tables("Field").Select(table => new FieldTable(table.Section, Quoted(table.Lead), [.. Fields(table)]))];

    /// <summary>The codes in the table of errors.</summary>
    public static string[] ErrorCodes { get; } = [.. Tables("`code`").SelectMany(table => table.Rows).SelectMany(row => Quoted(row[0]))];

    private static IEnumerable<DocumentedField> Fields(Table table) =>
        from row in table.Rows
        from name in Quoted(row[0])
        select new DocumentedField(name, table.Header[2] == "Presence" ? row[2].StartsWith("always", StringComparison.Ordinal) : null);

    private static IEnumerable<Table> Tables(string firstColumn)
    {
        var (section, lead) = ("", "");
        for (var at = 0; at < Lines.Length; at++)
        {
            if (Lines[at].StartsWith("## ", StringComparison.Ordinal)) section = Lines[at][3..];
            if (Lines[at].StartsWith($"| {firstColumn} |", StringComparison.Ordinal) && Lines[at + 1].StartsWith("|---", StringComparison.Ordinal))
            {
                var rows = Lines.Skip(at + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToArray();
                yield return new Table(section, lead, Cells(Lines[at]), rows);
            }

            if (Lines[at].Length > 0) lead = Lines[at];
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string[] Quoted(string text) => [.. Backticks().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();

    private sealed record Table(string Section, string Lead, string[] Header, string[][] Rows);
}
