using AgentExec.EndToEnd.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.EndToEnd.Tests;

/// <summary><c>bridge</c>: a command in this program's place, and nothing left behind.</summary>
public sealed class BridgeTests : SandboxTest
{
    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("kill -TERM $$", 143)]
    public void Should_end_with_the_exit_code_of_the_command_or_128_and_the_signal(string script, int code)
    {
        var run = Cli.Run("bridge", "--", "sh", "-c", $"echo out; echo err >&2; {script}");
        Assert.Equal((code, "out\n", "err\n"), (run.ExitCode, run.Stdout, run.Stderr));
    }

    [Theory]
    [InlineData("no-such-program", 127)]
    [InlineData("/no/such/program", 127)]
    [InlineData("", 127)]
    [InlineData("/tmp", 126)]
    [InlineData("./file", 126)]
    public void Should_say_like_a_shell_what_cannot_be_run(string program, int code)
    {
        File.WriteAllText(Path.Combine(Box.Work, "file"), "text");
        var run = Cli.Run("bridge", "--", program, "a");
        Assert.Equal((code, ""), (run.ExitCode, run.Stdout));
        Assert.StartsWith("agent-exec: bridge: ", run.Stderr, StringComparison.Ordinal);
        Assert.Contains(program, run.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bridge")]
    [InlineData("bridge", "--")]
    [InlineData("bridge", "--wait", "true")]
    public void Should_refuse_to_run_nothing(params string[] arguments) => Cli.Misused(arguments);

    [Fact]
    public void Should_give_the_command_exactly_the_callers_streams_directory_group_and_words()
    {
        const string same = "for i in 0 1 2; do [ \"$(readlink /proc/$$/fd/$i)\" = \"$(readlink /proc/$PPID/fd/$i)\" ] || exit 9; done; cat; pwd; "
            + "[ \"$(ps -o pgid= -p $$)\" = \"$(ps -o pgid= -p $PPID)\" ] || exit 8; printf '<%s>' \"$@\" >&2";
        var piped = Cli with { Through = ["/bin/sh", "-c", "printf 'a b' | \"$@\"", "sh"] };
        var run = piped.Run("bridge", "--", "sh", "-c", same, "sh", "--x", "", "é \\");
        Assert.Equal((0, $"a b{Box.Work}\n", "<--x><><é \\>"), (run.ExitCode, run.Stdout, run.Stderr));
    }

    [Fact]
    public void Should_start_it_with_no_signal_blocked_and_only_those_ignored_that_were()
    {
        const string show = "grep -E 'Sig(Blk|Ign)' /proc/self/status";
        Assert.Equal("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n", Cli.Run("bridge", "sh", "-c", show).Stdout);
        var deaf = Cli with { Through = ["/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"] };
        Assert.Equal("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000001\n", deaf.Run("bridge", "sh", "-c", show).Stdout);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(3)]
    public void Should_pass_the_signal_on_and_live_to_see_the_end(int signal)
    {
        using var running = Start($"trap 'echo got {signal}; exit {40 + signal}' {signal}; echo ready > ready; while :; do sleep 0.02; done");
        Signal(running.Pid, signal);
        var run = running.Finish();
        Assert.Equal((40 + signal, $"got {signal}\n", ""), (run.ExitCode, run.Stdout, run.Stderr));
    }

    [Fact]
    public void Should_take_the_command_with_it_when_it_is_killed()
    {
        using var running = Start("echo $$ > pid; echo ready > ready; trap '' TERM HUP INT; while :; do sleep 0.02; done");
        var command = int.Parse(File.ReadAllText(Path.Combine(Box.Work, "pid")));
        Sandbox.KillHard(running.Pid);
        ProcessTable.AwaitEnd(command);
    }

    [Theory]
    [InlineData("sleep 600 &")]
    [InlineData("setsid sleep 600 &")]
    [InlineData("sh -c 'sh -c \"sleep 600 & sleep 600\" &' &")]
    [InlineData("sh -c 'trap \"\" TERM; echo ready > ready; while :; do sleep 0.02; done' & while [ ! -e ready ]; do sleep 0.02; done;")]
    public void Should_leave_no_orphan_behind(string script)
    {
        // The streams end too, which they would not while an orphan holds them.
        Assert.Equal(5, Cli.Run("bridge", "--", "sh", "-c", $"{script} exit 5").ExitCode);
        Assert.Empty(ProcessTable.TracesOf(Box.Path));
    }

    [Fact]
    public void Should_let_an_orphan_end_its_own_way_and_at_once_when_told_again()
    {
        const string stubborn = "sh -c 'trap \"echo asked > asked\" TERM; echo ready > ready; while :; do sleep 0.02; done' & while [ ! -e ready ]; do sleep 0.02; done";
        using var running = Start(stubborn);
        LogWatch.UntilContains(Path.Combine(Box.Work, "asked"), "asked");
        Signal(running.Pid, 15);
        Assert.Equal(0, running.Finish().ExitCode);
        Assert.Empty(ProcessTable.TracesOf(Box.Path));
    }

    [Fact]
    public void Should_let_jobs_outlive_it()
    {
        var run = Cli.Run("bridge", "--", NativePrograms.Cli, "run", "--snapshot-after", "0", "--", "sleep 600");
        var job = run.Ok().JobId;
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    // The keyboard signals the whole group: what comes twice would be seen twice, and what a process sends to the bridge alone is passed on.
    [SkippableFact]
    public void Should_not_deliver_a_key_of_the_terminal_twice()
    {
        Skip.IfNot(IsThere("script") && IsThere("python3"), "needs script and python3");
        File.WriteAllText(Path.Combine(Box.Work, "child.py"),
            """
            import os, signal
            wanted = {signal.SIGINT, signal.SIGTERM}
            signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
            log = open("seen", "a", buffering=1)
            log.write(f"parent {os.getppid()}\n")
            while True:
                info = signal.sigwaitinfo(wanted)
                log.write(f"{info.si_signo} {'key' if info.si_code > 0 else 'process'}\n")
                if info.si_signo == signal.SIGTERM: break
            """);
        var seen = Path.Combine(Box.Work, "seen");
        var terminal = Cli with
        {
            Through = ["/bin/sh", "-c", "{ while ! grep -q '2 process' seen; do sleep 0.02; done; printf '\\003'; while ! grep -q TERM-sent told; do sleep 0.02; done; } 2>/dev/null | script -qec \"$*\" /dev/null", "sh"],
        };
        using var running = terminal.Start("bridge", "--", "python3", "child.py");
        // A signal that is still pending swallows the next of its number, signal(7): so the key is struck when the bridge has surely taken the one before it.
        var bridge = int.Parse(LogWatch.UntilContains(seen, "\n").Split('\n')[0]["parent ".Length..]);
        Signal(bridge, 2);
        LogWatch.UntilContains(seen, "2 process\n");
        LogWatch.UntilContains(seen, "2 key\n");
        Signal(bridge, 15);
        LogWatch.UntilContains(seen, "15 process\n");
        File.WriteAllText(Path.Combine(Box.Work, "told"), "TERM-sent\n");
        running.Finish();
        Assert.Equal(["2 process", "2 key", "15 process"], File.ReadLines(seen).Skip(1));
    }

    private static bool IsThere(string program) => Files.IsExecutable($"/usr/bin/{program}");

    private RunningCli Start(string script)
    {
        var running = Cli.Start("bridge", "--", "sh", "-c", script);
        LogWatch.UntilContains(Path.Combine(Box.Work, "ready"), "ready");
        return running;
    }

    private static void Signal(int pid, int signal)
    {
        using var process = PidFd.TryOpen(pid)!;
        Assert.True(PidFd.Signal(process, signal));
    }
}
