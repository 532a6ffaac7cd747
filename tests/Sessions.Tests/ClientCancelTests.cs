using AgentExec.Client.Tools;
using AgentExec.Contracts.Tools;

namespace AgentExec.Sessions.Tests;

/// <summary>A .NET service gives up: only what is in the foreground ends with its question.</summary>
public sealed class ClientCancelTests : ClientTest
{
    [Fact]
    public async Task Should_kill_what_is_in_the_foreground_and_say_that_it_was_cancelled()
    {
        await using var client = NewClient();
        using var patience = new CancellationTokenSource();
        var running = client.ExecAsync(
            new ExecOptions { Command = "touch begun; exec sleep 600", Workdir = Box.Work }, cancellation: patience.Token);
        var begun = Path.Combine(Box.Work, "begun");
        await Task.Factory.StartNew(() => LogWatch.Until(begun, () => File.Exists(begun)), TaskCreationOptions.LongRunning);
        var pid = Box.PidOf(Box.Jobs().Single());
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        ProcessTable.AwaitEnd(pid);
        Assert.Empty(Sessions());
        // The connection is whole: the next question is answered.
        var next = await client.ExecAsync(new ExecOptions { Command = "echo next" });
        Assert.Equal("next\n", Assert.IsType<ExecCompleted>(next.Result).Aggregated);
    }

    [Fact]
    public async Task Should_leave_alone_what_is_in_the_background_by_then()
    {
        await using var client = NewClient();
        using var patience = new CancellationTokenSource();
        var answer = await client.ExecAsync(new ExecOptions { Command = "read x; echo got $x", Background = true }, cancellation: patience.Token);
        var session = Assert.IsType<ExecRunning>(answer.Result).SessionId;
        await patience.CancelAsync();
        Assert.Equal(2, Process("write", session, ",\"data\":\"y\\n\"").Number("bytes"));
        Assert.Equal("got y\n", PollToEnd(session).Output);
    }

    [Fact]
    public async Task Should_follow_events_until_it_is_cancelled_and_take_none_out()
    {
        await using var client = NewClient();
        using var patience = new CancellationTokenSource();
        var first = Background("echo a; exit 1");
        var seen = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var one in client.FollowEventsAsync(null, null, patience.Token))
            {
                seen.Add(one.SessionId);
                if (seen.Count == 1) seen.Add(Background("echo b; exit 2"));
                else await patience.CancelAsync();
            }
        });
        Assert.Equal(3, seen.Count);
        Assert.Equal((first, seen[1]), (seen[0], seen[2]));
        Assert.Equal(2, (await client.EventsAsync(new EventsOptions())).Events.Count);
    }
}
