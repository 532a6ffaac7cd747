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
        var options = new ClientOptions { Root = _root.Path, ProgramDirectory = "/no/such", Patience = TimeSpan.FromMilliseconds(50) };
        var error = Assert.Throws<AgentExecException>(() => new HostStarter(_root.Path, options, new HostLocator(_root.Path)).FindOrStart());
        Assert.Contains("another client has been starting it for too long", error.Message, StringComparison.Ordinal);
        Patience.Until(() => ProcessTable.WaitsForLock(path), "the thread that was given up on waits");
        turn.Dispose();
        Patience.Until(() => !ProcessTable.WaitsForLock(path), "it has had its turn");
        (await Task.Run(() => FileLock.Take(path)).WaitAsync(Patience.Limit)).Dispose();
    }
}
