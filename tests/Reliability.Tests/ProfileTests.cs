namespace AgentExec.Reliability.Tests;

/// <summary>Inputs F10 and its kin: what a profile does between us and the command.</summary>
public sealed class ProfileTests : SandboxTest
{
    private const string Said = "before it reached the command";

    [Fact]
    public void Should_say_that_a_profile_replaced_the_shell()
    {
        Profile("exec /bin/bash");
        var run = Cli.Ok("run", "--wait", "--", $"touch {Proof}; exit 4");
        Assert.Equal(("failed", "launch_failed", false), (run.State, run.Text("reason"), run.Has("exit_code")));
        Assert.Contains(Said, run.Text("error"), StringComparison.Ordinal);
        Assert.Contains(Said, Cli.Ok("status", run.JobId).Text("error"), StringComparison.Ordinal);
        Assert.False(File.Exists(Proof));
    }

    [Fact]
    public void Should_not_run_input_as_code()
    {
        Profile("exec /bin/bash");
        var run = Cli.Ok("run", "--wait", "--stdin", $"touch {Proof}\n", "--", "cat");
        Assert.Equal(("launch_failed", false), (run.Text("reason"), File.Exists(Proof)));
    }

    [Fact]
    public void Should_not_call_a_notify_command_delivered_that_never_ran()
    {
        // The job itself changes the profile, which its own shell has read by then.
        var job = Cli.Ok("run", "--wait", "--notify-command", $"touch {Proof}", "--", "echo 'exec /bin/bash' >\"$HOME/.profile\"").JobId;
        Box.UntilDelivered(job);
        var completion = File.ReadAllText(Box.JobFile(job, "completion_event.json"));
        Assert.Contains("\"success\": false", completion, StringComparison.Ordinal);
        Assert.Contains(Said, completion, StringComparison.Ordinal);
        Assert.False(File.Exists(Proof));
    }

    [Fact]
    public void Should_tell_a_code_that_does_not_parse_from_a_profile_that_ends_the_shell()
    {
        Assert.Equal(("exited", 2L), Ended("echo )"));
        Profile("exit 2");
        Assert.Equal("launch_failed", Cli.Ok("run", "--wait", "--", "true").Text("reason"));
    }

    [Fact]
    public void Should_keep_path_variables_and_directory_that_the_caller_named()
    {
        Profile("PATH=/nowhere; export MINE=profile; cd /");
        var run = Cli.Ok("run", "--wait", "--env", "PATH=/usr/bin:/bin", "--env", "MINE=caller", "--cwd", "/usr", "--", "printenv", "PATH", "MINE", "PWD");
        Assert.Equal("/usr/bin:/bin\ncaller\n/usr\n", Box.Stdout(run.JobId));
        run = Cli.Ok("run", "--wait", "--", "echo $PATH; pwd");
        Assert.Equal($"/nowhere\n{Box.Work}\n", Box.Stdout(run.JobId));
    }

    [Theory]
    [InlineData("exec 7>/dev/null")]
    [InlineData("exec 7>&-")]
    [InlineData("exec 7</etc/passwd")]
    [InlineData("unset AGENT_EXEC_START")]
    public void Should_not_run_a_command_of_which_it_could_not_tell(string profile)
    {
        Profile(profile);
        var run = Cli.Ok("run", "--wait", "--", $"touch {Proof}; exit 4");
        Assert.Equal(("failed", "launch_failed", false), (run.State, run.Text("reason"), File.Exists(Proof)));
    }

    [Theory]
    [InlineData("sh -lc")]
    [InlineData("bash -lc")]
    public void Should_print_no_value_when_a_profile_traces_and_go_on_tracing(string wrapper)
    {
        Profile("alias eval=false; set -xv");
        File.WriteAllText(Path.Combine(Box.Work, "vars"), "FILED=hunter2\n");
        var run = Cli.Ok("run", "--wait", "--shell-wrapper", wrapper, "--mask", "TOKEN", "--env", "TOKEN=s3cr3t", "--env-file", "vars", "--", ": traced; [ $FILED = hunter2 ] && exit 5");
        Assert.Equal(5, run.Number("exit_code"));
        var stderr = File.ReadAllText(Box.JobFile(run.JobId, "stderr.log"));
        Assert.Contains("+ : traced", stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", stderr + File.ReadAllText(Box.JobFile(run.JobId, "full.log")), StringComparison.Ordinal);
        Assert.DoesNotContain("FILED='hunter2'", stderr, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_warn_in_the_answer_of_a_variable_that_the_shell_drops()
    {
        Skip.IfNot(File.Exists("/usr/bin/dash"), "needs dash");
        var run = Cli.Ok("run", "--wait", "--shell-wrapper", "dash -lc", "--env", "spring.port=1", "--", "true");
        Assert.Contains("spring.port", run.Text("warning"), StringComparison.Ordinal);
        Assert.False(Cli.Ok("run", "--wait", "--env", "PORT=1", "--", "true").Has("warning"));
    }

    private string Proof => Path.Combine(Box.Work, "PROOF");

    private (string State, long Code) Ended(string code)
    {
        var run = Cli.Ok("run", "--wait", "--", code);
        return (run.State, run.Number("exit_code"));
    }

    private void Profile(string text) => File.WriteAllText(Path.Combine(Box.Home, ".profile"), text + "\n");
}
