using AgentExec.Client.Hosts;
using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Hosts;

/// <summary>Clients that want to start a host take turns.</summary>
public sealed class HostStarterTests : IDisposable
{
    private readonly Scratch _root = new();

    public HostStarterTests() => Directory.CreateDirectory(_root.Of(".host"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Should_leave_the_turn_to_others_when_it_comes_after_it_was_given_up()
    {
        var path = _root.Of(".host/start.lock");
        var turn = FileLock.TryTake(path)!;
        var options = Options(TimeSpan.FromMilliseconds(50));
        var error = await Assert.ThrowsAsync<AgentExecException>(() => Starter(options).FindOrStartAsync(CancellationToken.None));
        Assert.Contains("another client has been starting it for too long", error.Message, StringComparison.Ordinal);
        Patience.Until(() => ProcessTable.WaitsForLock(path), "the thread that was given up on waits");
        turn.Dispose();
        Patience.Until(() => !ProcessTable.WaitsForLock(path), "it has had its turn");
        (await Task.Run(() => FileLock.Take(path)).WaitAsync(Patience.Limit)).Dispose();
    }

    [Fact]
    public async Task Should_stop_waiting_for_the_turn_at_once_when_cancelled()
    {
        var path = _root.Of(".host/start.lock");
        using var turn = FileLock.TryTake(path)!;
        using var cancel = new CancellationTokenSource();
        await using var client = new AgentExecClient(Options(TimeSpan.FromHours(1)));
        var running = client.RunAsync(new RunOptions { Command = ["true"] }, cancel.Token);
        Assert.False(running.IsCompleted);
        Patience.Until(() => ProcessTable.WaitsForLock(path), "it waits for its turn");
        await cancel.CancelAsync();
        // Nothing has left: nothing may have been started.
        Assert.IsNotType<JobLeftException>(await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience.Limit)));
        turn.Dispose();
        (await Task.Run(() => FileLock.Take(path)).WaitAsync(Patience.Limit)).Dispose();
    }

    [Fact]
    public async Task Should_not_begin_when_cancelled_before()
    {
        using var turn = FileLock.TryTake(_root.Of(".host/start.lock"))!;
        await using var client = new AgentExecClient(Options(TimeSpan.FromHours(1)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.RunAsync(new RunOptions { Command = ["true"] }, new CancellationToken(canceled: true)).WaitAsync(Patience.Limit));
        Assert.False(ProcessTable.WaitsForLock(_root.Of(".host/start.lock")));
    }

    [Fact]
    public async Task Should_name_a_missing_program_and_the_option_and_no_log_that_is_not_there()
    {
        await using var client = new AgentExecClient(Options(TimeSpan.FromSeconds(10)));
        var error = (await Assert.ThrowsAsync<AgentExecException>(() => client.RunAsync(new RunOptions { Command = ["true"] }))).Error;
        Assert.Equal((ErrorCode.HostUnavailable, false), (error.Code, error.Retryable));
        Assert.Contains("/no/such/agent-exec-host is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("ClientOptions.ProgramDirectory", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("log", error.Message.Replace(_root.Path, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private HostStarter Starter(ClientOptions options) => new(_root.Path, options, new HostLocator(_root.Path));

    private ClientOptions Options(TimeSpan patience) => new() { Root = _root.Path, ProgramDirectory = "/no/such", Patience = patience };
}
