using System.Diagnostics;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>A command that <c>run --pty</c> has sit at a terminal.</summary>
public sealed class PtyTests : SandboxTest
{
    [Fact]
    public void Should_give_the_command_a_terminal_of_its_own()
    {
        var run = Cli.With("TERM", null).Ok("run", "--pty", "--", "test -t 0 && echo yes; stty size; tty; echo $TERM; echo direct >/dev/tty; echo error >&2");
        var lines = Box.Stdout(run.JobId).Split("\r\n");
        Assert.Equal(["yes", "30 120"], lines[..2]);
        Assert.StartsWith("/dev/pts/", lines[2], StringComparison.Ordinal);
        Assert.Equal(["xterm-256color", "direct", "error", ""], lines[3..]);
        Assert.Equal("", File.ReadAllText(Box.JobFile(run.JobId, "stderr.log")));
        Assert.False(Cli.Ok("status", run.JobId).Has("warning"));
    }

    [Fact]
    public void Should_keep_the_kind_of_the_terminal_that_is_inherited() =>
        Assert.Equal("vt220\r\n", Box.Stdout(Cli.With("TERM", "vt220").Ok("run", "--pty", "--", "echo $TERM").JobId));

    [Fact]
    public void Should_type_a_text_and_its_end()
    {
        var run = Cli.Ok("run", "--pty", "--stdin", "one\ntwo", "--", "cat >typed");
        Assert.Equal("exited", run.State);
        Assert.Equal("one\ntwo", File.ReadAllText(Path.Combine(Box.Work, "typed")));
    }

    [SkippableFact]
    public void Should_run_on_pipes_and_say_so_when_no_terminal_can_be_had()
    {
        var cli = WithoutTerminals();
        var run = cli.Ok("run", "--pty", "--", "test -t 0 || test -t 1 || echo none; echo error >&2; exit 3");
        Assert.Equal(("exited", 3L), (run.State, run.Number("exit_code")));
        Assert.Equal(("none\n", "error\n"), (Box.Stdout(run.JobId), File.ReadAllText(Box.JobFile(run.JobId, "stderr.log"))));
        Assert.StartsWith("no terminal could be had, so it runs on pipes", Cli.Ok("status", run.JobId).Text("warning"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_feed_the_pipe_that_stands_for_a_terminal()
    {
        var run = WithoutTerminals().Ok("run", "--pty", "--stdin", "one\ntwo", "--", "cat; echo .");
        Assert.Equal(("exited", "one\ntwo.\n"), (run.State, Box.Stdout(run.JobId)));
    }

    [SkippableFact]
    public void Should_warn_the_caller_of_a_session_that_has_no_terminal()
    {
        var result = WithoutTerminals().Ok("exec", "--pty", "--", "test -t 0 || echo none").Json.GetProperty("result");
        Assert.Equal(("completed", "none\n"), (result.GetProperty("status").GetString(), result.GetProperty("aggregated").GetString()));
        Assert.Contains("no terminal could be had", result.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    // The first call's host, and so its keepers, are in the mount namespace of that call, where the device of terminals is another.
    private Caller WithoutTerminals()
    {
        const string hidden = "mount --bind /dev/null /dev/ptmx";
        using var trial = Process.Start(new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", hidden]) { RedirectStandardError = true });
        trial!.WaitForExit();
        Skip.If(trial.ExitCode != 0, "this user may not mount");
        return Cli with { Through = ["unshare", "-m", "/bin/sh", "-c", hidden + " && exec \"$0\" \"$@\""] };
    }
}
