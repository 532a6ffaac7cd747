using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Kernel;

public sealed class UnixSocketTests : IDisposable
{
    private readonly JobFolder _folder = new();
    private readonly List<FileDescriptor> _sockets = [];

    /// <summary>A keeper that is stopped takes nobody in. Whoever asks it again and again must not wait in the kernel for it, one thread of the host each.</summary>
    [Fact]
    public async Task Should_not_wait_for_a_listener_that_takes_nobody_in()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        _sockets.Add(UnixSocket.Listen(directory, "socket"));
        var connecting = Task.Run(() =>
        {
            while (UnixSocket.TryConnect(directory, "socket") is { } socket) _sockets.Add(socket);
        });
        await connecting.WaitAsync(Patience.Limit);
        Assert.InRange(_sockets.Count, 2, 100);

        using var admitted = UnixSocket.TryAccept(_sockets[0]);
        using var next = UnixSocket.TryConnect(directory, "socket");
        Assert.NotNull(next);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
        _folder.Dispose();
    }
}
