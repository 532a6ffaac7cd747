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
}
