using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Links;

/// <summary>
/// Every host that is or was connected: the one that started the keeper, and those that find <c>keeper.sock</c> later. Each is told all facts so
/// far, in order, then the new ones.
/// </summary>
internal sealed class HostLinks : IDisposable
{
    /// <summary>Hosts come one after the other; more at a time means old ones that are gone, so the oldest makes room.</summary>
    public const int MaximumConnections = 8;

    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(1);

    private static readonly byte[] Grew = new KeeperFrame(KeeperFrameKind.OutputGrew, []).Encode();

    private readonly List<HostConnection> _connections = [];
    private readonly List<byte[]> _facts = [];
    private readonly SocketName _name;
    private readonly AcceptGate _gate;

    private HostLinks(SocketName name)
    {
        _name = name;
        _gate = new AcceptGate(name.TryListen());
    }

    public static HostLinks Open(FileDescriptor directory, HostConnection first)
    {
        first.ExpectOrders();
        var links = new HostLinks(new SocketName(directory));
        links._connections.Add(first);
        return links;
    }

    /// <summary>The rows for poll(2): the listener first, then the connections in order.</summary>
    public int Watch(Span<PollEntry> entries, TimeSpan now)
    {
        entries[0] = _gate.Watch(now);
        for (var i = 0; i < _connections.Count; i++) entries[i + 1] = new PollEntry(_connections[i].Descriptor, _connections[i].Interest);
        return _connections.Count + 1;
    }

    /// <summary>Whether a host hears what is told.</summary>
    public bool HasHost => _connections.Exists(connection => connection.IsOpen);

    /// <summary>When the links want to be looked at though no descriptor is ready.</summary>
    public TimeSpan? WakeAt(TimeSpan now) => _gate.WakeAt(now);

    /// <summary>Handles what <see cref="Watch"/>'s rows answered; orders go to the desk.</summary>
    public void Handle(ReadOnlySpan<PollEntry> entries, TimeSpan now, OrderDesk desk)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var connection = _connections[i - 1];
            if ((entries[i].Happened & PollEntry.Out) != 0) connection.Flush();
            if ((entries[i].Happened & ~PollEntry.Out) != 0) connection.Receive();
        }

        foreach (var connection in _connections) OrderReader.Take(connection, desk);
        var closed = _connections.RemoveAll(connection => !connection.IsOpen);
        if (entries[0].IsReady) _ = TryAdmit(now);
        if (closed > 0 && _connections.Count == 0 && !_name.IsWhole) _gate.Replace(_name.TryListen());
    }

    /// <summary>Orders that came in the same bytes as the launch order; nothing would wake the keeper for them.</summary>
    public void HandleEarlyOrders(OrderDesk desk)
    {
        foreach (var connection in _connections) OrderReader.Take(connection, desk);
    }

    public void Tell(KeeperFrame fact)
    {
        var bytes = fact.Encode();
        _facts.Add(bytes);
        foreach (var connection in _connections) connection.Send(bytes);
    }

    /// <summary>Hosts that asked for it hear that the job has written so many bytes in all; when to call again though nothing happened.</summary>
    public TimeSpan? TellGrowth(long bytes, TimeSpan now)
    {
        TimeSpan? wakeAt = null;
        foreach (var connection in _connections)
        {
            // One that does not read needs no second word for it, and must not be given up for it.
            if (connection.HasUnsent || connection.Growth.Next(bytes, now) is not { } due) continue;
            if (due <= now) connection.Send(Grew);
            else if (!(wakeAt <= due)) wakeAt = due;
        }

        return wakeAt;
    }

    /// <summary>The name goes first, so that no host finds a keeper that is about to leave; then the last facts have a second to get out.</summary>
    public void Leave()
    {
        _name.Remove();
        while (TryAdmit(TimeSpan.Zero))
        {
        }

        FarewellFlush.Run(_connections, FlushLimit);
    }

    public void Dispose()
    {
        _gate.Dispose();
        foreach (var connection in _connections) connection.Dispose();
    }

    private bool TryAdmit(TimeSpan now)
    {
        if (_gate.TryAccept(now) is not { } socket) return false;
        var connection = new HostConnection(socket);
        connection.ExpectOrders();
        foreach (var fact in _facts) connection.Send(fact);
        if (_connections.Count == MaximumConnections)
        {
            _connections[0].Dispose();
            _connections.RemoveAt(0);
        }

        _connections.Add(connection);
        return true;
    }
}
