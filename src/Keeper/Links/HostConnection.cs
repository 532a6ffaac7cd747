using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Links;

/// <summary>One connected host. Nothing it does or fails to do can block: it is read a piece at a time, and dropped when it does not read.</summary>
internal sealed class HostConnection(FileDescriptor socket) : IDisposable
{
    /// <summary>All facts of a job are under 2 KiB: who left more than this unread is stuck.</summary>
    private const int UnsentLimitBytes = 64 * 1024;

    private readonly FrameInbox _inbox = new();
    private byte[] _unsent = [];
    private bool _isDeaf;

    public int Descriptor => socket.Number;

    public bool IsOpen => socket.IsOpen;

    /// <summary>Whether it was closed because of what it sent.</summary>
    public bool WasMalformed { get; private set; }

    /// <summary>Whether and when this host is told that there is output.</summary>
    public GrowthNotice Growth { get; } = new();

    /// <summary>Whether the next signal order on this link is for every descendant.</summary>
    public bool NextToTree { get; set; }

    public bool HasUnsent => _unsent.Length > 0;

    public short Interest => HasUnsent ? (short)(PollEntry.In | PollEntry.Out) : PollEntry.In;

    /// <summary>From now on only small orders are taken, and the memory of a large one is given back.</summary>
    public void ExpectOrders()
    {
        _inbox.LimitBytes = FrameInbox.OrderLimitBytes;
        _inbox.Trim();
    }

    /// <summary>Takes one piece of what has arrived. Frames that arrived before the peer left can still be taken.</summary>
    public void Receive()
    {
        try
        {
            var count = socket.Read(_inbox.Room());
            if (count > 0) _inbox.Added(count);
            else if (count == 0) Dispose();
        }
        catch (PosixException)
        {
            Dispose();
        }
    }

    public bool TryTake(out KeeperFrame frame)
    {
        frame = default;
        try
        {
            return !WasMalformed && _inbox.TryTake(out frame);
        }
        catch (InvalidDataException)
        {
            WasMalformed = true;
            Dispose();
            return false;
        }
    }

    public void Send(ReadOnlySpan<byte> frame)
    {
        if (!IsOpen || _isDeaf) return;
        _unsent = [.. _unsent, .. frame];
        Flush();
        if (_unsent.Length > UnsentLimitBytes) Dispose();
    }

    /// <summary>Sends what the socket takes now.</summary>
    public void Flush()
    {
        while (IsOpen && HasUnsent)
        {
            var count = UnixSocket.TrySend(socket, _unsent);
            if (count == FileDescriptor.WouldBlock) return;
            // A peer that sent an order and left hears nothing more, but its order waits to be read: reading finds the end.
            _isDeaf = count < 0;
            _unsent = _isDeaf ? [] : _unsent[count..];
        }
    }

    public void Dispose() => socket.Dispose();
}
