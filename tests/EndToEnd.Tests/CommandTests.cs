using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What is executed for a command, and how its end is told (contract A9.3, B2, B6).</summary>
public sealed class CommandTests : SandboxTest
{
    [Fact]
    public void Should_bring_every_argument_to_the_program_intact()
    {
        string[] odd =
        [
            "a b", "", "$HOME", "*", "'", "\"", "\\", "line\nbreak", "tab\there", "`id`", "$(id)", "!x", ";", "&",
            "ü 日本 🚀", "-n", "--wait", "--", "{}", "a=b", "\u0001",
        ];
        var run = Cli.Ok(["run", "--", "/usr/bin/printf", "%s\\0", .. odd]);
        Assert.Equal(odd, Box.Stdout(run.JobId).Split('\0')[..^1]);
        Assert.Equal(["/usr/bin/printf", "%s\\0", .. odd], Box.Meta(run.JobId).GetProperty("command").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public void Should_take_everything_after_the_first_word_literally() =>
        Assert.Equal("hi --wait -- x\n", Box.Stdout(Cli.Ok("run", "echo", "hi", "--wait", "--", "x").JobId));

    [Fact]
    public void Should_run_one_word_as_shell_code_and_an_empty_one_as_nothing()
    {
        Assert.Equal("2\n", Box.Stdout(Cli.Ok("run", "echo $((1+1)) | cat && true").JobId));
        Assert.Equal(0, Cli.Ok("run", "--", "").Number("exit_code"));
    }

    [Theory]
    [InlineData("KILL", "9")]
    [InlineData("SEGV", "11")]
    [InlineData("TERM", "15")]
    public void Should_tell_a_death_by_signal_from_an_exit_code(string name, string number)
    {
        // Its own group of signals, sent by itself: nobody asked for it, so it is "signaled".
        var run = Cli.Ok("run", "--", "perl", "-e", $"kill '{name}', $$; sleep 60");
        run.HasShape(
            "schema_version:text ok:bool type:text job_id:text state:text tags:texts snapshot:object stdout_log_path:text stderr_log_path:text "
            + "waited_ms:number elapsed_ms:number finished_at:time signal:text reason:text output_complete:bool");
        Assert.Equal(("killed", number, "signaled"), (run.State, run.Text("signal"), run.Text("reason")));
        var status = Cli.Ok("status", run.JobId);
        Assert.Equal(("killed", number, "signaled"), (status.State, status.Text("signal"), status.Text("reason")));
        Assert.Equal(name, Box.State(run.JobId).GetProperty("signal_name").GetString());
    }

    [Fact]
    public void Should_keep_an_exit_code_above_128_an_exit_code()
    {
        var run = Cli.Ok("run", "--", "exit 143");
        Assert.Equal(("exited", 143L), (run.State, run.Number("exit_code")));
    }

    [Fact]
    public void Should_answer_127_for_a_command_that_does_not_exist()
    {
        var run = Cli.Ok("run", "--", "agent-exec-no-such-command");
        Assert.Equal(("exited", 127L), (run.State, run.Number("exit_code")));
        Assert.Contains("not found", run.Snapshot.GetProperty("stderr_tail").GetString());
        run = Cli.Ok("run", "--", "agent-exec-no-such-command", "with", "arguments");
        Assert.Equal(("exited", 127L), (run.State, run.Number("exit_code")));
    }

    [Fact]
    public void Should_end_when_the_root_process_ends_though_a_descendant_holds_the_pipes()
    {
        var run = Cli.Ok("run", "--", "(sleep 2; echo late) & echo now");
        Assert.Equal(("exited", false), (run.State, run.Flag("output_complete")));
        Assert.True(run.Number("waited_ms") < 1800, $"waited {run.Number("waited_ms")} ms for a descendant");
        Box.UntilSaid(run.JobId, "late");
        LogWatch.UntilContains(Box.JobFile(run.JobId, "state.json"), "\"output_complete\": true");
        Assert.True(Cli.Ok("status", run.JobId).Flag("output_complete"));
    }

    [Fact]
    public void Should_run_the_dotnet_command_line()
    {
        var dotnet = Cli.With("PATH", Environment.GetEnvironmentVariable("PATH")).With("DOTNET_CLI_TELEMETRY_OPTOUT", "1").With("DOTNET_NOLOGO", "1")
            .With("DOTNET_ROOT", Environment.GetEnvironmentVariable("DOTNET_ROOT"));
        var run = dotnet.Ok("run", "--wait", "--", "dotnet", "--version");
        Assert.Equal(("exited", 0L), (run.State, run.Number("exit_code")));
        Assert.Matches("^10\\.", run.Json.GetProperty("final_snapshot").GetProperty("stdout_tail").GetString());
    }
}
