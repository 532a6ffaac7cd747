using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Kernel;

/// <summary>Whether a command sleeps because nobody types: what the kernel's lines mean, and what real commands look like.</summary>
public sealed class InputWaitTests
{
    [Theory]
    [InlineData("running", false)]
    [InlineData("-1 0x7ffd0 0x7f00", false)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("nonsense", null)]
    [InlineData("x 0x0 0x1", null)]
    public void Should_read_a_line_that_names_no_call(string? line, bool? reads) => Assert.Equal(reads, InputWait.IsReadOfInput(line));

    [SkippableTheory]
    [InlineData("read", 0, "0x0", true)]
    [InlineData("read", 0, "0x3", false)]
    [InlineData("readv", 19, "0x0", true)]
    [InlineData("select over descriptor 0 alone", 23, "0x1", true)]
    [InlineData("pselect6 over descriptor 0 alone", 270, "0x1", true)]
    [InlineData("pselect6 over more", 270, "0x4", false)]
    [InlineData("write", 1, "0x0", false)]
    [InlineData("poll", 7, "0x0", false)]
    [InlineData("nanosleep", 35, "0x0", false)]
    [InlineData("wait4", 61, "0x0", false)]
    [InlineData("clock_nanosleep", 230, "0x0", false)]
    public void Should_tell_a_read_of_the_input_from_any_other_call(string call, int number, string first, bool reads)
    {
        Skip.IfNot(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "the numbers are those of x86-64");
        Assert.True(reads == InputWait.IsReadOfInput($"{number} {first} 0x55d0 0x20000 0x0 0x0 0x0 0x7ffd1c2f8 0x7f1c2a3b4c5d"), call);
    }

    [Theory]
    [InlineData("pipe_read", true)]
    [InlineData("anon_pipe_read", true)]
    [InlineData("fifo_pipe_read\n", true)]
    [InlineData("n_tty_read", true)]
    [InlineData("wait_woken", true)]
    [InlineData("hrtimer_nanosleep", false)]
    [InlineData("do_wait", false)]
    [InlineData("pipe_write", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Should_know_the_places_where_a_reader_sleeps(string? place, bool reads) => Assert.Equal(reads, InputWait.IsReadPlace(place));

    [Theory]
    [InlineData("exec cat")]
    [InlineData("cat; true")]
    [InlineData("read line; echo $line")]
    [InlineData("(read line; echo $line); true")]
    public void Should_see_a_command_that_reads_a_pipe_or_a_terminal(string script)
    {
        foreach (var terminal in (TerminalSize?[])[null, TerminalSize.Default])
        {
            using var job = Start(script, terminal);
            Patience.Until(() => InputWait.IsWaiting(job.Started.Pid), $"{script} waits for input, terminal {terminal is not null}");
            End(job);
        }
    }

    [Theory]
    [InlineData("exec sleep 1000", "sleep")]
    [InlineData("sleep 1000; true", "sleep")]
    public void Should_not_take_one_that_sleeps_for_one_that_reads(string script, string sleeper)
    {
        foreach (var terminal in (TerminalSize?[])[null, TerminalSize.Default])
        {
            using var job = Start(script, terminal);
            UntilAsleep(job, sleeper);
            Assert.False(InputWait.IsWaiting(job.Started.Pid));
            End(job);
        }
    }

    /// <summary>The cat reads descriptor 0, but a pipe of the command's own: nobody can type there.</summary>
    [Fact]
    public void Should_not_count_one_that_reads_from_another_of_the_family()
    {
        foreach (var terminal in (TerminalSize?[])[null, TerminalSize.Default])
        {
            using var job = Start("sleep 1000 | cat", terminal);
            UntilAsleep(job, "sleep");
            var cat = UntilAsleep(job, "cat");
            Patience.Until(() => InputWait.IsReadOfInput(SmallFile.TryRead($"/proc/{cat}/syscall")) is true or null, "cat reads");
            Assert.False(InputWait.IsWaiting(job.Started.Pid));
            End(job);
        }
    }

    [Fact]
    public void Should_not_count_a_background_reader_of_nothing()
    {
        using var job = Start("cat </dev/zero >/dev/null & sleep 1000", null);
        UntilAsleep(job, "sleep");
        Assert.False(InputWait.IsWaiting(job.Started.Pid));
        End(job);
    }

    [Fact]
    public void Should_not_see_anything_in_a_process_that_is_gone()
    {
        using var job = Start("exit 0", null);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.False(InputWait.IsWaiting(job.Started.Pid));
    }

    [Fact]
    public void Should_tell_of_many_at_once_which_of_them_wait()
    {
        using var reads = Start("(read line; echo $line); true", null);
        using var sleeps = Start("sleep 1000; true", null);
        UntilAsleep(sleeps, "sleep");
        Patience.Until(() => InputWait.IsWaiting(reads.Started.Pid), "one waits");
        Assert.Equal([reads.Started.Pid], InputWait.Waiting([sleeps.Started.Pid, int.MaxValue, reads.Started.Pid]));
        End(reads);
        End(sleeps);
    }

    [SkippableTheory]
    [InlineData("python3", "exec python3 -q", ">>> ")]
    [InlineData("bash", "PS1='ready> ' exec bash --norc --noprofile -i", "ready> ")]
    public void Should_see_a_prompt_at_a_terminal(string program, string script, string prompt)
    {
        Skip.If(PathOf(program) is null, $"there is no {program}");
        using var job = Start(script, TerminalSize.Default);
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], prompt);
        Patience.Until(() => InputWait.IsWaiting(job.Started.Pid), $"{program} waits at its prompt");
        End(job);
    }

    // Of the test: a program may be found by its path and its home alone.
    private static List<byte[]> Surroundings =>
        [.. new[] { "PATH", "HOME" }.Select(name => SpawnRequest.Bytes($"{name}={Environment.GetEnvironmentVariable(name)}"))];

    private static string? PathOf(string program) =>
        Environment.GetEnvironmentVariable("PATH")?.Split(':').Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private static KeptJob Start(string script, TerminalSize? terminal) => KeptJob.Start(
        Orders.Shell(script) with { Environment = Surroundings, Streams = new CommandStreams { Stdin = StdinKind.Pipe, Terminal = terminal } }).UntilStarted();

    // Until then it may still be on its way, as a copy of the shell.
    private static int UntilAsleep(KeptJob job, string name)
    {
        ProcessStat found = default;
        Patience.Until(
            () => (found = ProcessStat.All().Find(process => process.Session == job.Started.Pid && process.State == 'S' && NameOf(process.Pid) == name)).Pid != 0,
            $"{name} sleeps");
        return found.Pid;
    }

    private static string? NameOf(int pid) => SmallFile.TryRead($"/proc/{pid}/comm")?.Trim();

    private static void End(KeptJob job)
    {
        foreach (var process in ProcessStat.All().Where(process => process.Session == job.Started.Pid)) ProcessTable.Kill(process.Pid);
        _ = job.UntilExited();
        if (!job.UntilSettled().OutputComplete) _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }
}
