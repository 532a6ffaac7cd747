using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Shells;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

/// <summary>A login shell, its profile, and the command behind them (input F10).</summary>
public sealed class ShellStartTests
{
    [Fact]
    public void Should_fail_a_launch_whose_profile_replaces_the_shell()
    {
        var ended = Run("exec /bin/bash", "touch \"$HOME/PROOF\"; exit 4");
        Assert.Equal((null, null), (ended.Record.ExitCode, ended.Record.Signal));
        Assert.StartsWith("the shell wrapper ended with code 0 before it reached the command: a profile of sh may replace or end the shell, or take descriptor 7; ", ended.Record.LaunchError);
        Assert.False(ended.HasProof);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exec true", 0)]
    [InlineData("cd() { false; }; exec false", 1)]
    public void Should_fail_a_launch_whose_profile_ends_the_shell(string profile, int code)
    {
        var ended = Run(profile, "true");
        Assert.StartsWith($"the shell wrapper ended with code {code} before", ended.Record.LaunchError);
    }

    [Fact]
    public void Should_not_run_input_as_code_when_a_profile_replaces_the_shell()
    {
        var ended = Run(
            "exec /bin/sh", "cat", order => order with { Streams = new() { Stdin = StdinKind.Bytes, StdinBytes = SpawnRequest.Bytes("touch \"$HOME/PROOF\"\n") } });
        Assert.NotNull(ended.Record.LaunchError);
        Assert.False(ended.HasProof);
    }

    [Theory]
    [InlineData("read line; echo \"profile got <$line>\"")]
    [InlineData("cat >/dev/null")]
    public void Should_keep_input_from_the_profile_for_the_command(string profile)
    {
        var ended = Run(
            profile, "cat", order => order with { Streams = new() { Stdin = StdinKind.Bytes, StdinBytes = SpawnRequest.Bytes("data\n") } });
        Assert.Equal(0, ended.Record.ExitCode);
        Assert.EndsWith("data\n", ended.Stdout);
        Assert.DoesNotContain("<data>", ended.Stdout);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("", 0)]
    [InlineData("# nothing", 0)]
    [InlineData("exec false", 1)]
    [InlineData("no-such-program", 127)]
    [InlineData("echo )", 2)]
    [InlineData("echo a\nif", 2)]
    [InlineData("exec 7>&1; exit 5", 5)]
    public void Should_leave_the_end_of_the_code_as_it_is(string code, int exitCode)
    {
        var ended = Run("X=1", code);
        Assert.Equal((exitCode, null), (ended.Record.ExitCode, ended.Record.LaunchError));
    }

    [Fact]
    public void Should_leave_nothing_of_the_start_to_the_command()
    {
        var ended = Run("X=1", "env; readlink /proc/$$/fd/0; ls /proc/$$/fd; echo \"$0 $#\"; no-such-program");
        var said = ended.Stdout;
        Assert.DoesNotContain("AGENT_EXEC", said);
        Assert.EndsWith("/dev/null\n0\n1\n2\nsh 0\n", said);
        Assert.Equal("sh: 1: no-such-program: not found\n", ended.Stderr);
    }

    [Fact]
    public void Should_keep_what_the_caller_named_against_a_profile()
    {
        var ended = Run(
            "PATH=/nowhere; MINE=profile; cd /tmp; alias cd=false; cd() { false; }", "echo \"$PATH $MINE\"; pwd",
            order => order with
            {
                Environment = [.. order.Environment, SpawnRequest.Bytes("MINE=it's\n$x")],
                WorkingDirectory = SpawnRequest.Bytes("/usr"),
                Code = new ShellCode(2, [SpawnRequest.Bytes("PATH"), SpawnRequest.Bytes("MINE")]),
            });
        Assert.Equal("/usr/bin:/bin it's\n$x\n/usr\n", ended.Stdout);
        Assert.Equal(0, ended.Record.ExitCode);
    }

    [Fact]
    public void Should_leave_to_the_profile_what_the_caller_did_not_name()
    {
        var ended = Run("PATH=/nowhere; export MINE=profile", "echo \"$PATH $MINE\"");
        Assert.Equal("/nowhere profile\n", ended.Stdout);
    }

    [Fact]
    public void Should_call_a_shell_that_is_killed_in_its_profile_killed()
    {
        var ended = Run("kill -9 $$", "true");
        Assert.Equal((9, null), (ended.Record.Signal, ended.Record.LaunchError));
    }

    [Fact]
    public void Should_call_a_profile_that_takes_too_long_a_timeout()
    {
        var ended = Run("trap 'exit 9' TERM; kill -STOP $$; exit 1", "true", order => order.WithTimeout(1, 60));
        Assert.Equal((9, "timeout", null), (ended.Record.ExitCode, ended.Record.Cause, ended.Record.LaunchError));
    }

    [Fact]
    public void Should_reach_a_program_behind_the_profile()
    {
        var ended = Run("X=1", "exec \"$@\"", order => order with { Arguments = [.. order.Arguments, .. new[] { "printf", "printf", "%s|", "a b", "$x" }.Select(SpawnRequest.Bytes)] });
        Assert.Equal("a b|$x|", ended.Stdout);
        Assert.Equal(0, ended.Record.ExitCode);
    }

    // Input F11.
    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    public void Should_warn_by_name_of_a_variable_that_the_shell_drops(string shell)
    {
        var ended = Run(
            "X=1", "printenv spring.port",
            order => order with
            {
                Arguments = [SpawnRequest.Bytes(shell), .. order.Arguments.Skip(1)],
                Environment = [.. order.Environment, SpawnRequest.Bytes("spring.port=1")],
                Code = new ShellCode(2, [SpawnRequest.Bytes("spring.port")]),
            });
        if (ended.Stdout.Length == 0) Assert.Contains("identifiers: spring.port; ", ended.Warning, StringComparison.Ordinal);
        else if (shell == "bash") Assert.Null(ended.Warning);
    }

    private static Ended Run(string profile, string code, Func<LaunchOrder, LaunchOrder>? change = null)
    {
        var folder = new JobFolder();
        File.WriteAllText(folder[".profile"], profile + "\n");
        var order = Orders.Run("sh", "-lc", code) with
        {
            Environment = [SpawnRequest.Bytes("PATH=/usr/bin:/bin"), SpawnRequest.Bytes($"HOME={folder.Path}")],
            Code = new ShellCode(2, []),
        };
        using var job = KeptJob.Start(change?.Invoke(order) ?? order, folder);
        var record = job.Finish();
        Assert.Equal(record, folder.ExitRecord());
        return new Ended(record, folder.Text("stdout.log"), folder.Text("stderr.log"), File.Exists(folder["PROOF"]), job.Started.Warning);
    }

    private sealed record Ended(ExitRecord Record, string Stdout, string Stderr, bool HasProof, string? Warning);
}
