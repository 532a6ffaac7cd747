using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentExec.Architecture.Tests;

/// <summary>Every fault has its row in docs/reliability.md, and every test that a row names exists.</summary>
public sealed partial class ReliabilityTests
{
    private const string Document = "docs/reliability.md";

    private static readonly string[] Faults =
        [.. Enumerable.Range(1, 45).Select(number => number.ToString(CultureInfo.InvariantCulture)), "42a"];

    [Fact]
    public void Every_fault_has_one_row() => Assert.Equal(
        Faults.Order(StringComparer.Ordinal), Rows().Select(row => row.Fault).Where(fault => char.IsDigit(fault[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_says_what_happens_and_names_a_test_or_says_why_there_is_none() => Assert.Empty(
        Rows().Where(row => row.Happens.Length < 20 || row.Shown.Length == 0 && !row.Text.Contains("not shown:", StringComparison.Ordinal)).Select(row => row.Fault));

    [Fact]
    public void Every_named_test_exists() => Assert.Empty(
        from row in Rows()
        from test in row.Shown
        where !TestNames.Exists(test)
        select $"{row.Fault}: {test}");

    private static IEnumerable<(string Fault, string Happens, string[] Shown, string Text)> Rows() =>
        from line in Tree.Lines(Document)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 6 && Number().IsMatch(cells[1])
        select (cells[1], cells[3], TestNames.In(cells[4]), cells[4]);

    // A number of a fault, or the name of an input that failed once (A18).
    [GeneratedRegex(@"^(\d+a?|[A-Z]\d+)$")]
    private static partial Regex Number();
}
