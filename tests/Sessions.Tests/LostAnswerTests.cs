using System.Text;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Sessions.Tests;

/// <summary>Answers that do not arrive: the host dies with them, or whoever asked has given up. Each byte is seen by somebody all the same, once.</summary>
public sealed class LostAnswerTests : ClientTest
{
    [Fact]
    public void Should_give_each_of_two_readers_its_own_answer_again_though_the_host_died_with_both()
    {
        var id = BackgroundOfDoomedHost("printf one; until [ -e go ]; do sleep 0.02; done; printf two; until [ -e over ]; do sleep 0.02; done; exit 3");
        RunningCli first;
        StoppedProcess stopped;
        using (FileLock.Take(Box.HostFile(HostFiles.StartLock)))
        {
            first = Cli.With("AGENT_EXEC_PATIENCE_MS", "60000").Start("process", "poll", id, "--timeout-ms", "20000");
            // The answer of the first is on disk, its host is dead, and nobody can start another one.
            Patience.Until(() => File.Exists(Box["first"]), "the host dies with the first answer");
            stopped = new StoppedProcess(first.Pid);
        }

        using (first)
        {
            using (stopped)
            {
                LetGo("go");
                var second = ToolAnswer.Of(DoomedHost("second").Run("process", "poll", id, "--timeout-ms", "20000"));
                Assert.True(File.Exists(Box["second"]));
                Assert.Equal("two", second.Text("output"));
            }

            Assert.Equal("one", ToolAnswer.Of(first.Finish()).Text("output"));
        }

        LetGo("over");
        Assert.Equal(("", 3L), (PollToEnd(id) is var (output, end) ? output : "", end.Number("exitCode")));
    }

    [Fact]
    public async Task Should_take_nothing_for_a_poll_that_is_cancelled()
    {
        var id = Background("until [ -e go ]; do sleep 0.02; done; printf all; exit 4");
        await using var client = NewClient();
        await client.ProcessAsync(new ProcessCall { Action = ProcessAction.List });
        using var patience = new CancellationTokenSource();
        var waiting = client.ProcessAsync(PollOf(id, timeoutMs: 60_000), cancellation: patience.Token);
        // Asked behind it, answered behind it: the host has both.
        await client.ProcessAsync(new ProcessCall { Action = ProcessAction.List });
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        LetGo("go");
        Assert.Equal(("all", 4L), (PollToEnd(id) is var (output, end) ? output : "", end.Number("exitCode")));
    }

    [Fact]
    public async Task Should_take_back_what_the_host_died_with_when_the_poll_is_cancelled_meanwhile()
    {
        var id = BackgroundOfDoomedHost("printf all; exit 4");
        await using var client = NewClient();
        using var patience = new CancellationTokenSource();
        Task waiting;
        using (FileLock.Take(Box.HostFile(HostFiles.StartLock)))
        {
            waiting = Task.Run(() => client.ProcessAsync(PollOf(id), cancellation: patience.Token));
            await Task.Factory.StartNew(
                () => Patience.Until(() => File.Exists(Box["first"]), "the host dies with the answer"), TaskCreationOptions.LongRunning);
            await patience.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(("all", 4L), (PollToEnd(id) is var (output, end) ? output : "", end.Number("exitCode")));
    }

    [Fact]
    public async Task Should_lose_no_byte_and_tell_none_twice_however_often_a_reader_cancels()
    {
        const int lines = 1500;
        var id = Background($"i=0; while [ $i -lt {lines} ]; do echo line $i; i=$((i+1)); [ $((i % 5)) -gt 0 ] || sleep 0.005; done");
        await using var client = NewClient();
        var (seen, cancelled, answered) = (new StringBuilder(), 0, 0);
        while (true)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(1 + (cancelled + answered) % 8));
            try
            {
                var poll = Assert.IsType<SessionOutput>((await client.ProcessAsync(PollOf(id), cancellation: patience.Token)).Result);
                answered++;
                seen.Append(poll.Output);
                if (poll.Status != ToolStatus.Running && poll.More is null) break;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.True(cancelled > 0 && answered > 0, $"{cancelled} cancelled, {answered} answered");
        Assert.Equal(string.Concat(Enumerable.Range(0, lines).Select(i => $"line {i}\n")), seen.ToString());
    }

    [Fact]
    public void Should_take_nothing_for_a_poll_of_the_command_line_that_is_interrupted()
    {
        var id = Background("until [ -e go ]; do sleep 0.2; done; printf all; exit 4");
        using var polling = Cli.Start("process", "poll", id, "--timeout-ms", "60000");
        // Its connection is there, and with it what it asks.
        Patience.Until(() => Connections(Box.Host()) > 0, "the poll is connected");
        using (var process = PidFd.TryOpen(polling.Pid)) Assert.True(PidFd.Signal(process!, 2));
        ProcessTable.AwaitEnd(polling.Pid);
        Patience.Until(() => Connections(Box.Host()) == 0, "the host has seen that it is gone");
        LetGo("go");
        Assert.Equal(("all", 4L), (PollToEnd(id) is var (output, end) ? output : "", end.Number("exitCode")));
    }

    // Everybody who calls through this one has a host that dies with its first answer of the shared cursor.
    private Caller DoomedHost(string marker) => Cli.With(KillPoint.Variable, $"{Posix.KillPoints.Sessions.PollRecorded}={Box[marker]}");

    private string BackgroundOfDoomedHost(string command) =>
        Tool(DoomedHost("first"), $$"""{"tool":"exec","command":{{System.Text.Json.JsonSerializer.Serialize(command)}},"background":true}""").Text("sessionId");

    private void LetGo(string name) => File.WriteAllText(Path.Combine(Box.Work, name), "");

    // How many connections the host has and has not closed, its peer living or not.
    private int Connections(int host)
    {
        using var endpoint = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Box.HostFile(HostFiles.Endpoint)));
        Assert.Equal(host, endpoint.RootElement.GetProperty("pid").GetInt32());
        var port = endpoint.RootElement.GetProperty("port").GetInt32().ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields[1].EndsWith($":{port}", StringComparison.Ordinal) && fields[3] is ("01" or "08"));
    }
}
