using System.Net.Sockets;

namespace AgentExec.Remoting.Loopback;

/// <summary>
/// Bounds the connections that are not authenticated yet. One too many closes the oldest: a client of ours needs milliseconds for its handshake, a
/// silent stranger sits there for seconds.
/// </summary>
/// <param name="most">How many at once.</param>
internal sealed class PeerGate(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Socket> _waiting = [];

    /// <summary>How many are not authenticated now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Adds a connection. Closes the oldest when there are too many.</summary>
    public LinkedListNode<Socket> Enter(Socket peer)
    {
        Socket? oldest = null;
        LinkedListNode<Socket> place;
        lock (_lock)
        {
            place = _waiting.AddLast(peer);
            if (_waiting.Count > most)
            {
                oldest = _waiting.First!.Value;
                _waiting.RemoveFirst();
            }
        }

        oldest?.Dispose();
        return place;
    }

    /// <summary>Removes a connection that is authenticated or closed.</summary>
    public void Leave(LinkedListNode<Socket> place)
    {
        lock (_lock)
            if (place.List is not null)
                _waiting.Remove(place);
    }
}
