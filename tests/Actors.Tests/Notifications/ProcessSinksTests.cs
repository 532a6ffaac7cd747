using System.Text;
using AgentExec.Actors.Notifications;
using AgentExec.Actors.Notifications.Sinks;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>Notify commands as real processes (contract A20.4, B15); afterwards nothing of them is left, so nobody else may start any meanwhile.</summary>
[Collection("sinks")]
public sealed class ProcessSinksTests : IDisposable
{
    private static readonly byte[] Event = Encoding.UTF8.GetBytes("""{"a":"é"}""");

    private readonly Scratch _scratch = new();
    private readonly ProcessSinks _sinks = new(4);

    public void Dispose()
    {
        Assert.Empty(ProcessTable.Zombies(Environment.ProcessId));
        Assert.Empty(Descriptors("memfd:agent-exec").Concat(Descriptors("[pidfd]")));
        Assert.Empty(ProcessTable.TracesOf(_scratch.Path));
        _scratch.Dispose();
    }

    [Fact]
    public async Task Should_append_the_command_to_the_wrapper_as_one_argument()
    {
        var call = Call(wrapper: ["/bin/sh", "-c", "printf '%s|' \"$0\" \"$@\" >argv", "W"]);
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(call, "a  'b' $c"));
        Assert.Equal("W|a  'b' $c|", Text("argv"));
    }

    [Fact]
    public async Task Should_hand_over_the_event_and_nothing_behind_it()
    {
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(Call(), "cat >stdin"));
        Assert.Equal(Event, File.ReadAllBytes(_scratch.Of("stdin")));
    }

    [Fact]
    public async Task Should_run_with_the_environment_directory_and_umask_of_the_caller()
    {
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(Call(), "env >env; pwd -P >cwd; umask >umask; : >made; printf %s \"$BYTES\" >bytes"));
        var environment = File.ReadAllLines(_scratch.Of("env"));
        Assert.Superset(
            new HashSet<string>(["A=b=c", "AGENT_EXEC_EVENT_PATH=/e", "AGENT_EXEC_JOB_ID=j", "AGENT_EXEC_EVENT_TYPE=t"]), environment.ToHashSet());
        Assert.DoesNotContain(environment, line => line.StartsWith("HOME=", StringComparison.Ordinal));
        Assert.Equal((_scratch.Path + "\n", "0027\n"), (Text("cwd"), Text("umask")));
        Assert.Equal(0x1A0 /* 0640 */, FileOwner.TryRead(_scratch.Of("made"), false)!.Value.Permissions);
        Assert.Equal([0xFF, 0x20, 0xC3], File.ReadAllBytes(_scratch.Of("bytes")));
    }

    [Fact]
    public async Task Should_throw_stdout_away() => Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(Call(), "head -c 1000000 /dev/zero"));

    [Theory]
    [InlineData("exit 127", "exited with status exit status: 127", 127, null)]
    [InlineData("printf bad >&2; exit 3", "exited with status exit status: 3", 3, "bad")]
    [InlineData("kill -9 $$", "exited with status signal: 9 (SIGKILL)", null, null)]
    [InlineData("printf bye >&2; kill -TERM $$", "exited with status signal: 15 (SIGTERM)", null, "bye")]
    [InlineData("", "empty shell command", null, null)]
    public async Task Should_say_how_it_failed(string command, string error, int? code, string? tail) =>
        Assert.Equal(new SinkOutcome(error, code, tail), await _sinks.RunAsync(Call(), command));

    [Fact]
    public async Task Should_keep_the_end_of_stderr()
    {
        var outcome = await _sinks.RunAsync(Call(), "head -c 300000 /dev/zero | tr '\\0' x >&2; printf END >&2; exit 1");
        Assert.Equal(new string('x', 2045) + "END", outcome.StderrTail);
        outcome = await _sinks.RunAsync(Call(), "i=0; while [ $i -lt 2000 ]; do printf é; i=$((i+1)); done >&2; printf x >&2; exit 1");
        Assert.Equal(new string('é', 1023) + "x", outcome.StderrTail);
    }

    [Theory]
    [InlineData("no-such-wrapper")]
    [InlineData("/no/such/wrapper")]
    [InlineData("./no-such-wrapper")]
    public async Task Should_say_which_wrapper_cannot_be_started(string wrapper)
    {
        var error = (await _sinks.RunAsync(Call(wrapper: [wrapper, "-c"]), "true")).Error!;
        Assert.StartsWith("spawn error: ", error, StringComparison.Ordinal);
        Assert.Contains("no", error, StringComparison.Ordinal);
        Assert.Contains("such", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_the_directory_of_the_caller_is_gone()
    {
        var call = Call();
        var error = (await _sinks.RunAsync(call with { Caller = call.Caller with { Directory = "/no/such" } }, "true")).Error!;
        Assert.StartsWith("spawn error: open /no/such: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec <&- 2>&-; cat /dev/null; exit 0")]
    [InlineData("exec <&-")]
    [InlineData("exit 0")]
    [InlineData("exec 2>&-; exec sleep 0.2")]
    public async Task Should_not_mind_a_command_that_takes_nothing_of_it(string command)
    {
        var large = Call() with { Json = new byte[1024 * 1024] };
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(large, command));
    }

    [Fact]
    public async Task Should_kill_the_whole_group_at_the_limit_and_say_so()
    {
        var limit = TimeSpan.FromSeconds(3);
        var outcome = await _sinks.RunAsync(Call() with { Limit = limit }, "trap '' TERM; printf begun >&2; sleep 600 & echo $! >child; wait");
        Assert.Equal(new SinkOutcome("timed out after 3000 ms and was killed", null, "begun"), outcome);
        ProcessTable.AwaitEnd(Child());
    }

    [Fact]
    public async Task Should_kill_a_command_at_the_limit_that_closed_or_floods_its_stderr()
    {
        var call = Call() with { Limit = TimeSpan.FromMilliseconds(100) };
        Assert.StartsWith("timed out", (await _sinks.RunAsync(call, "exec 2>&-; exec sleep 600")).Error, StringComparison.Ordinal);
        Assert.StartsWith("timed out", (await _sinks.RunAsync(call, "exec yes >&2")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_wait_for_what_a_command_leaves_running()
    {
        Assert.Null((await _sinks.RunAsync(Call(), "sleep 600 & echo $! >child")).Error);
        Assert.True(ProcessTable.IsAlive(Child()));
        ProcessTable.Kill(Child());
        ProcessTable.AwaitEnd(Child());
        // This one never stops talking as long as somebody listens.
        Assert.Equal(4, (await _sinks.RunAsync(Call(), "yes >&2 & echo $! >child; exit 4")).ExitCode);
        ProcessTable.AwaitEnd(Child());
    }

    [Fact]
    public async Task Should_run_commands_side_by_side_and_no_more_than_it_may()
    {
        await _sinks.RunAsync(Call(), "mkfifo gate");
        var waiting = _sinks.RunAsync(Call(), "cat gate");
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(Call(), "echo >gate"));
        Assert.Equal(SinkOutcome.Told, await waiting);
        var one = new ProcessSinks(1);
        var turns = Enumerable.Range(0, 5).Select(_ => one.RunAsync(Call(), "mkdir turn && rmdir turn"));
        Assert.All(await Task.WhenAll(turns), outcome => Assert.Null(outcome.Error));
    }

    [Fact]
    public async Task Should_leave_nothing_behind_after_many_commands()
    {
        var before = Descriptors("pipe:");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _sinks.RunAsync(Call(), $"exit {i % 3}")));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? (int?)null : i % 3), outcomes.Select(outcome => outcome.ExitCode));
        // The runtime may have opened one of its own meanwhile.
        Assert.InRange(Descriptors("pipe:").Except(before).Count(), 0, 9);
    }

    private int Child() => int.Parse(Text("child"), System.Globalization.CultureInfo.InvariantCulture);

    private string Text(string name) => File.ReadAllText(_scratch.Of(name));

    private SinkCall Call(params string[] wrapper) => new(
        new CallerRecord
        {
            Directory = _scratch.Path,
            Environment = [.. "PATH=/usr/bin:/bin\0A=b=c\0AGENT_EXEC_JOB_ID=inherited\0BYTES="u8, 0xFF, 0x20, 0xC3, 0],
            Umask = 0x17 /* 027 */,
            ShellWrapper = wrapper.Length > 0 ? wrapper : ["sh", "-c"],
        },
        "j", "t", "/e", Event, Patience.Limit);

    private static List<string> Descriptors(string kind) =>
        [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(LinkOf).OfType<string>().Where(link => link.Contains(kind, StringComparison.Ordinal))];

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            // Closed meanwhile: another test's.
            return null;
        }
    }
}
