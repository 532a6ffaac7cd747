using System.Net.Sockets;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Frames over one Unix socket, read on the runtime's own event loop: a thousand links cost no thread.</summary>
internal sealed class KeeperLink : IKeeperLink
{
    // A keeper reads at once or is dead; a stopped one must not hold an actor for longer than this.
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly IKeeperListener _listener;
    private readonly FileDescriptor? _keeper;

    /// <param name="connected">The socket; the link takes it over.</param>
    /// <param name="listener">Hears what comes.</param>
    /// <param name="keeper">The keeper's process when it was started here; the link takes it over.</param>
    public KeeperLink(FileDescriptor connected, IKeeperListener listener, FileDescriptor? keeper = null)
    {
        _keeper = keeper;
        // The handle takes over the descriptor.
        _socket = new Socket(new SafeSocketHandle(connected.Number, ownsHandle: true));
        _listener = listener;
        _ = Task.Run(ReceiveAsync);
    }

    public void Send(KeeperFrame frame)
    {
        try
        {
            // The receiving loop is asynchronous, and a socket is one or the other. Small frames are taken at once; a large launch order as fast as
            // the keeper reads it.
            ReadOnlyMemory<byte> rest = frame.Encode();
            using var patience = new CancellationTokenSource(SendPatience);
            while (!rest.IsEmpty) rest = rest[_socket.SendAsync(rest, patience.Token).AsTask().GetAwaiter().GetResult()..];
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw new IOException("the keeper does not listen any more", error);
        }
    }

    public void KillKeeper()
    {
        if (_keeper is { IsOpen: true }) PidFd.Signal(_keeper, Signals.Kill);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _keeper?.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        var filled = 0;
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is > 0 and var count)
            {
                filled += count;
                filled = Deliver(buffer, filled);
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidDataException)
        {
            // Closed, reset or nonsense: the conversation is over in each case, and the listener finds out what that means.
        }

        _socket.Dispose();
        _listener.OnClosed();
    }

    private int Deliver(byte[] buffer, int filled)
    {
        var used = 0;
        while (KeeperFrame.TryDecode(buffer.AsSpan(used, filled - used), out var frame) is > 0 and var size)
        {
            used += size;
            _listener.OnFrame(frame);
        }

        Buffer.BlockCopy(buffer, used, buffer, 0, filled - used);
        return filled - used;
    }
}
