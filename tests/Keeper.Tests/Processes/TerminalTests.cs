using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class TerminalTests
{
    private static readonly CommandStreams Typed = new() { Stdin = StdinKind.Pipe, Terminal = TerminalSize.Default };

    [Fact]
    public void Should_give_the_command_a_terminal_of_its_own()
    {
        using var job = KeptJob.Start(Seated(
            "test -t 0 && test -t 1 && test -t 2 && echo all; stty size; tty; echo $TERM; echo direct >/dev/tty; ps -o tpgid= -p $$ | tr -d ' '; echo $$; exit 5"));
        var end = job.Finish();
        var lines = job.Folder.Text("stdout.log").Split("\r\n");
        Assert.Equal(["all", "30 120"], lines[..2]);
        Assert.StartsWith("/dev/pts/", lines[2], StringComparison.Ordinal);
        Assert.Equal(["xterm-256color", "direct"], lines[3..5]);
        // It is the foreground of its terminal.
        Assert.Equal(($"{job.Started.Pid}", $"{job.Started.Pid}"), (lines[5], lines[6]));
        Assert.Equal((5, true, null), (end.ExitCode, end.OutputComplete, job.Started.Warning));
        Assert.Equal((new FileInfo(job.Folder["stdout.log"]).Length, 0), (end.StdoutBytes, end.StderrBytes));
        Assert.Contains("[STDOUT] all", job.Folder.Text("full.log"), StringComparison.Ordinal);
        Assert.False(File.Exists(job.Folder["arrival.idx"]));
    }

    [Fact]
    public void Should_type_what_is_ordered_and_an_end_after_which_more_can_be_typed()
    {
        using var job = KeptJob.Start(Seated("stty -echo; echo ready; cat; echo again; read line; echo got $line")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        Type(job, "hello\n");
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "hello");
        Type(job, "", KeeperFrameKind.CloseInput);
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "again");
        Type(job, "more\r");
        Assert.Equal(0, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("ready\r\nhello\r\nagain\r\ngot more\r\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_interrupt_the_foreground_by_a_key()
    {
        using var job = KeptJob.Start(Seated("trap 'echo trapped; exit 3' INT; echo ready; while :; do sleep 0.05; done")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        Type(job, "\u0003");
        Assert.Equal(3, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_let_a_shell_control_its_jobs()
    {
        using var job = KeptJob.Start(Seated("trap : INT; set -m; sh -c \"echo begun; exec sleep 1000\"; echo status $?")).UntilStarted();
        Patience.Until(
            () => ProcessStat.All().Any(process => process.Session == job.Started.Pid && process.Pid != job.Started.Pid && process.Group == process.Pid),
            "the shell has put its job into a group of its own");
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "begun");
        Type(job, "\u0003");
        Assert.Equal(0, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Contains("status 130\r\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_the_command_another_size()
    {
        using var job = KeptJob.Start(Seated("trap 'stty size; exit 0' WINCH; echo ready; while :; do sleep 0.05; done")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Link.Send(new TerminalSize(77, 11).ToFrame());
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("ready\r\n11 77\r\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_answer_where_the_cursor_is_and_keep_the_question_out()
    {
        using var job = KeptJob.Start(Seated(
            "stty raw -echo; printf 'a\\033'; sleep 0.1; printf '[6nb'; answer=$(dd bs=1 count=6 2>/dev/null | od -An -tx1); stty sane; echo $answer")).UntilStarted();
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("ab1b 5b 31 3b 31 52\r\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_type_arrows_as_the_mode_of_the_terminal_asks_for()
    {
        using var job = KeptJob.Start(Seated(
            "stty raw -echo; printf r1; dd bs=1 count=3 2>/dev/null | od -An -tx1; printf '\\033[?1;25hr2'; dd bs=1 count=3 2>/dev/null | od -An -tx1")).UntilStarted();
        foreach (var ready in (string[])["r1", "r2"])
        {
            _ = LogWatch.UntilContains(job.Folder["stdout.log"], ready);
            job.Link.Send(new InputOrder(Guid.NewGuid(), 1000, "\e[A"u8.ToArray(), "\eOA"u8.ToArray()).ToFrame());
            _ = job.Expect(KeeperFrameKind.InputTaken);
        }

        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal(("r1 1b 5b 41", " 1b 4f 41"), (job.Folder.Text("stdout.log").Split('\n')[0], job.Folder.Text("stdout.log").Split("r2")[1].TrimEnd('\n')));
    }

    [Theory]
    [InlineData("one\ntwo\n")]
    [InlineData("one\ntwo")]
    public void Should_type_a_text_and_its_end(string text)
    {
        using var job = KeptJob.Start(Seated("stty -echo; cat", new CommandStreams
        {
            Stdin = StdinKind.Bytes, StdinBytes = Encoding.UTF8.GetBytes(text), Terminal = TerminalSize.Default,
        }));
        Assert.Equal(0, job.Finish().ExitCode);
        // What was typed before the command turned the echo off may be there too.
        Assert.EndsWith(text.Replace("\n", "\r\n", StringComparison.Ordinal), job.Folder.Text("stdout.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_type_nothing_when_no_input_was_ordered()
    {
        using var job = KeptJob.Start(Seated("echo ready; sleep 1000", new CommandStreams { Terminal = TerminalSize.Default })).UntilStarted();
        job.Link.Send(new InputOrder(Guid.NewGuid(), 1000, "x"u8.ToArray(), []).ToFrame());
        Assert.Equal(InputOutcome.Closed, InputTakenFact.Decode(job.Expect(KeeperFrameKind.InputTaken).Payload).Outcome);
        job.Signal(9);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    /// <summary>The end of a terminal is that nobody sits at it: not that the command has let go of its own descriptors for a while.</summary>
    [Fact]
    public void Should_not_take_a_command_without_open_descriptors_for_one_that_has_ended()
    {
        using var job = KeptJob.Start(Seated("exec 0<&- 1<&- 2<&-; i=0; while [ $i -lt 20 ]; do sleep 0.01; i=$((i+1)); done; echo back >/dev/tty; exit 4"));
        Assert.Equal(4, job.Finish().ExitCode);
        Assert.Equal("back\r\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_capture_what_a_descendant_writes_after_the_end()
    {
        using var job = KeptJob.Start(Seated("trap '' HUP; (read go <&3; echo late) 3</proc/self/fd/0 & echo now; exit 3")).UntilStarted();
        Assert.Equal(3, job.UntilExited().ExitCode);
        var end = job.UntilSettled();
        if (!end.OutputComplete) end = job.UntilSettled();
        Assert.True(end.OutputComplete);
        job.UntilKeeperLeft();
        Assert.StartsWith("now\r\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_capture_a_flood_to_its_last_byte()
    {
        using var job = KeptJob.Start(Seated("stty -onlcr; seq 200000"));
        var end = job.Finish();
        var text = job.Folder.Text("stdout.log");
        Assert.Equal(string.Concat(Enumerable.Range(1, 200_000).Select(i => $"{i}\n")), text);
        Assert.Equal(text.Length, end.StdoutBytes);
    }

    [Fact]
    public void Should_tell_a_program_that_cannot_be_started()
    {
        using var job = KeptJob.Start(Orders.Run("/etc/passwd") with { Streams = Typed });
        Assert.Equal("program /etc/passwd: Permission denied", job.UntilSettled().LaunchError);
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_end_the_group_of_the_command_by_a_signal()
    {
        using var job = KeptJob.Start(Seated("sleep 1000; true")).UntilStarted();
        job.Signal(15);
        Assert.Equal(15, job.UntilExited().Signal);
        Assert.True(job.UntilSettled().OutputComplete);
        job.UntilKeeperLeft();
    }

    private static LaunchOrder Seated(string script, CommandStreams? streams = null) => Orders.Shell(script) with { Streams = streams ?? Typed };

    private static void Type(KeptJob job, string text, KeeperFrameKind kind = KeeperFrameKind.Input)
    {
        job.Link.Send(new InputOrder(Guid.NewGuid(), 10_000, Encoding.UTF8.GetBytes(text), []).ToFrame(kind));
        Assert.Equal(InputOutcome.Taken, InputTakenFact.Decode(job.Expect(KeeperFrameKind.InputTaken).Payload).Outcome);
    }
}
