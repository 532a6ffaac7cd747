using System.Text;

namespace AgentExec.Contract.Tests;

/// <summary>The rules and the tests know each other, and <c>docs/cli.md</c> shows both.</summary>
[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class Conformance
{
    private const string Begin = "<!-- conformance: generated, see tests/Contract.Tests -->\n";
    private const string End = "<!-- conformance: end -->\n";

    [Fact]
    public void Every_rule_has_a_test_or_says_why_it_has_none()
    {
        var tests = Rules.Tests();
        Assert.DoesNotContain(Rules.All(), rule => rule.Mark is null != tests.Contains(rule.Id));
    }

    [Fact]
    public void Every_test_names_a_rule()
    {
        var known = Rules.All().Select(rule => rule.Id).ToHashSet();
        Assert.DoesNotContain(Rules.Tests().Select(test => test.Key), id => !known.Contains(id));
        Assert.Empty(Rules.Unruly());
    }

    [Fact]
    public void Every_rule_is_stated_once()
    {
        var rules = Rules.All();
        Assert.Equal(rules.Select(rule => rule.Id).Distinct(), rules.Select(rule => rule.Id));
        Assert.All(rules, rule => Assert.Matches(@"^[ABC]\d+(\.\d+)+$", rule.Id));
        Assert.All(rules, rule => Assert.NotEqual("", rule.Statement));
    }

    /// <summary><c>AGENT_EXEC_UPDATE_DOCS=1</c> rewrites the table.</summary>
    [Fact]
    public void The_table_in_the_documentation_is_up_to_date()
    {
        var path = Path.GetFullPath(Path.Combine(Rules.Folder, "../../docs/cli.md"));
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "docs/cli.md lacks the marks of the table");
        var wanted = text[..begin] + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("AGENT_EXEC_UPDATE_DOCS") == "1") File.WriteAllText(path, wanted);
        else Assert.True(wanted == text, "docs/cli.md is out of date: run this test with AGENT_EXEC_UPDATE_DOCS=1");
    }

    private static string Table()
    {
        var tests = Rules.Tests();
        var table = new StringBuilder("| Rule | What holds | Test |\n|---|---|---|\n");
        foreach (var rule in Rules.All())
            table.Append($"| {rule.Id} | {rule.Statement.Replace("|", "\\|")} | {rule.Mark ?? string.Join("<br>", tests[rule.Id].Order(StringComparer.Ordinal).Select(name => $"`{name}`"))} |\n");
        return table.ToString();
    }
}
