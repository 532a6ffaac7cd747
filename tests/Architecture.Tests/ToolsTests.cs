namespace AgentExec.Architecture.Tests;

/// <summary>Every requirement of the tools has its row in docs/tools.md, and every test that a row names exists.</summary>
public sealed class ToolsTests
{
    private const string Document = "docs/tools.md";

    private static readonly string[] Required =
    [
        // Parameters of exec.
        "`command`", "`yieldMs`", "`background`", "`timeout`", "`elevated`", "`pty`", "`workdir`", "`env`",
        // Actions of process.
        "`list`", "`poll`", "`log`", "`write`", "`send-keys`", "`submit`", "`paste`", "`kill`", "`clear`", "`remove`",
        // Settings.
        "`background_ms`", "`timeout_sec`", "`cleanup_ms`", "`notify_on_exit`", "`notify_on_exit_empty_success`", "`max_output_chars`", "`path_prepend`",
        "`allow_background`", "`elevated` (setting)", "`sandbox`", "`input_wait_idle_ms`", "`AGENT_EXEC_YIELD_MS`, `PI_BASH_YIELD_MS`",
        "`AGENT_EXEC_MAX_OUTPUT_CHARS`, `PI_BASH_MAX_OUTPUT_CHARS`", "`AGENT_EXEC_JOB_TTL_MS`, `PI_BASH_JOB_TTL_MS`",
    ];

    [Fact]
    public void Every_parameter_action_and_setting_has_one_row() =>
        Assert.Equal(Required, Rows().Select(row => row.Name).Where(Required.Contains));

    [Fact]
    public void Every_row_says_what_holds_and_names_a_test() =>
        Assert.Empty(Rows().Where(row => row.Holds.Length < 15 || TestNames.In(row.Shown).Length == 0).Select(row => row.Name));

    [Fact]
    public void Every_named_test_exists() => Assert.Empty(Rows().SelectMany(row => TestNames.In(row.Shown)).Where(name => !TestNames.Exists(name)).Distinct());

    private static IEnumerable<(string Name, string Holds, string Shown)> Rows() =>
        from line in Tree.Lines(Document)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 5 && cells[3] is not "Shown by" && !cells[1].StartsWith("--", StringComparison.Ordinal)
        select (cells[1], cells[2], cells[3]);
}
