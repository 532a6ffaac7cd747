using System.Text.Json;

namespace AgentExec.Cli.Tests;

/// <summary>What the program does without a home directory, or with one that is not there (failing input F2).</summary>
public sealed class HomeTests
{
    private const string Jobs = "/.local/share/agent-exec/jobs";

    [Theory]
    [InlineData("/nonexistent", "/recorded", "/nonexistent" + Jobs)]
    [InlineData("rel", "/recorded", "/recorded" + Jobs)]
    [InlineData("", "/recorded", "/recorded" + Jobs)]
    public async Task Should_never_name_the_root_from_the_current_directory(string home, string recorded, string root) =>
        Assert.Equal(root, (await new CliRun { Home = recorded, Environment = new() { ["HOME"] = home } }.Go("list")).Client!.Root);

    [Theory]
    [InlineData("list")]
    [InlineData("run x")]
    [InlineData("doctor")]
    [InlineData("install-skills --global")]
    public async Task Should_refuse_by_name_what_needs_a_home_when_there_is_none(string argv)
    {
        var run = await new CliRun { Home = null, Environment = new() { ["HOME"] = "rel" } }.Go(argv.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("HOME", run.Stdout, StringComparison.Ordinal);
        Assert.Null(run.Client);
    }

    [Fact]
    public async Task Should_read_no_configuration_when_there_is_no_home()
    {
        var run = await new CliRun { Home = null, Environment = new() { ["XDG_CONFIG_HOME"] = "rel" } }.Go("run", "--root", "/r", "x");
        Assert.Equal(["sh", "-lc"], run.Client!.Run!.ShellWrapper);
    }

    [Theory]
    [InlineData(null, null, "HOME is not set, and the password database has no home")]
    [InlineData("rel", null, "HOME is rel, a relative path, and is ignored, and the password database")]
    [InlineData("", "/nonexistent/2", "HOME is empty; the password database says /nonexistent/2, which does not exist")]
    [InlineData("/nonexistent", null, "HOME is /nonexistent, which does not exist")]
    [InlineData("rel", "/", "HOME is rel, a relative path, and is ignored; the password database says /")]
    public async Task Should_say_in_doctor_what_holds_of_the_home(string? home, string? recorded, string detail)
    {
        var environment = new Dictionary<string, string>();
        if (home is not null) environment["HOME"] = home;
        var run = await new CliRun { Home = recorded, Environment = environment }.Go("--root", "/r", "doctor");
        using var answer = JsonDocument.Parse(run.Stdout);
        var check = answer.RootElement.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "home");
        // The superuser may write anywhere, others not to /: both are warned, with another text.
        if (recorded == "/" && !OperatingSystem.IsWindows() && System.Environment.UserName != "root") return;
        Assert.StartsWith(detail, check.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
