using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Called from a directory that was removed (failing inputs F1 and A8), and with a home that is none (F2).</summary>
public sealed class GoneDirectoryTests : SandboxTest
{
    private Support.Caller Gone => Cli with { Through = ["/bin/sh", "-c", "mkdir gone && cd gone && rmdir ../gone && exec \"$@\"", "sh"] };

    [Fact]
    public void Should_work_from_a_directory_that_was_removed()
    {
        // The first one starts the host from there.
        var job = Gone.Ok("run", "--wait", "--cwd", "/", "--", "echo x").JobId;
        Assert.Equal("x\n", Box.Stdout(job));
        string[][] calls =
        [
            ["status", job], ["tail", job], ["wait", job], ["kill", job], ["list", "--all"], ["tag", "set", job], ["notify", "set", job], ["exec", "--workdir", "/", "--", "true"],
            ["process", "list"], ["events"], ["gc", "--dry-run"], ["host", "status"], ["host", "logs"], ["doctor"], ["schema"], ["install-skills", "--global"],
            ["tool", """{"tool":"process","action":"list"}"""],
        ];
        foreach (var call in calls) Gone.Ok(call);
        Assert.Equal((7, "y\n"), (Gone.Run("bridge", "--", "sh", "-c", "exit 7").ExitCode, Gone.Run("bridge", "--", "echo", "y").Stdout));
    }

    [Fact]
    public void Should_say_that_the_directory_is_gone_when_something_needs_it()
    {
        string[][] calls = [["run", "--", "true"], ["run", "--cwd", "/", "--log", "rel", "--", "true"], ["run", "--cwd", "/", "--notify-file", "rel", "--", "true"], ["list"]];
        foreach (var call in calls)
            Assert.Contains("the current directory is gone", Gone.Fails("internal_error", call).Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Box.Jobs());
    }

    [Theory]
    [InlineData("/nonexistent/home")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("rel")]
    public void Should_take_neither_root_nor_configuration_from_the_current_directory(string home)
    {
        Directory.CreateDirectory(Path.Combine(Box.Work, "rel"));
        foreach (var place in (string[])[".", "rel"])
        {
            var directory = Directory.CreateDirectory(Path.Combine(Box.Work, place, ".config/agent-exec")).FullName;
            File.WriteAllText(Path.Combine(directory, "config.toml"), "[shell]\nunix = [\"/bin/echo\", \"planted\"]\n");
        }

        var caller = Cli.With("XDG_CONFIG_HOME", null).With("XDG_DATA_HOME", null).With("HOME", home);
        var job = caller.Ok("run", "--wait", "--", "echo mine").JobId;
        Assert.Equal("mine\n", Box.Stdout(job));
        Assert.StartsWith("/", caller.With("AGENT_EXEC_ROOT", null).Ok("list", "--all").Text("root"), StringComparison.Ordinal);
    }
}
