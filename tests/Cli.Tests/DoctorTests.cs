using System.Text.Json;

namespace AgentExec.Cli.Tests;

/// <summary>What <c>doctor</c> says of the caller's surroundings (fault 45).</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly Scratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Home_and_configuration_stand_behind_what_the_client_found()
    {
        var checks = await Checks(new CliRun { Home = _home.Path, Environment = new() { ["HOME"] = _home.Path } });
        Assert.Equal(["proc ok", "home ok", "configuration ok", "shell_wrapper ok"], checks.Select(check => $"{check.Name} {check.Verdict}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/nowhere")]
    public async Task A_home_that_is_none_is_warned_of(string home) =>
        Assert.Contains(("home", "warn"), await Checks(new CliRun { Home = home, Environment = new() { ["AGENT_EXEC_ROOT"] = "/r" } }));

    [Fact]
    public async Task A_home_that_only_the_password_database_knows_is_warned_of() => Assert.Contains(("home", "warn"), await Checks(new CliRun { Home = _home.Path }));

    [Fact]
    public async Task A_broken_configuration_is_a_finding_and_no_failure()
    {
        _home.Write("c/agent-exec/config.toml", "[shell]\nunix = 5\n");
        var checks = await Checks(new CliRun { Home = _home.Path, Environment = new() { ["XDG_CONFIG_HOME"] = _home.Of("c") } });
        Assert.Contains(("configuration", "fail"), checks);
    }

    private static async Task<List<(string Name, string Verdict)>> Checks(CliRun run)
    {
        Assert.Equal(0, (await run.Go("doctor")).ExitCode);
        using var answer = JsonDocument.Parse(run.Stdout);
        return
        [
            .. answer.RootElement.GetProperty("checks").EnumerateArray()
                .Select(check => (check.GetProperty("name").GetString()!, check.GetProperty("verdict").GetString()!)),
        ];
    }
}
