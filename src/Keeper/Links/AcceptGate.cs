using AgentExec.Posix;

namespace AgentExec.Keeper.Links;

/// <summary>
/// The listener. An accept that fails for want of descriptors leaves the peer waiting and the listener readable: it is left alone for a
/// while then, or the loop would spin (accept(2), EMFILE).
/// </summary>
internal sealed class AcceptGate(FileDescriptor? first) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private FileDescriptor? _listener = first;
    private TimeSpan _closedUntil;

    /// <summary>When a paused listener is to be looked at again; null when it is not paused.</summary>
    public TimeSpan? WakeAt(TimeSpan now) => _listener is not null && now < _closedUntil ? _closedUntil : null;

    public PollEntry Watch(TimeSpan now) => new(_listener is null || now < _closedUntil ? -1 : _listener.Number, PollEntry.In);

    /// <summary>One waiting peer of the same user. To be called when the listener is readable: then none means trouble, whatever it is.</summary>
    public FileDescriptor? TryAccept(TimeSpan now)
    {
        var socket = _listener is null ? null : UnixSocket.TryAccept(_listener);
        if (socket is null) _closedUntil = now + Pause;
        return socket;
    }

    /// <summary>Another listener; null keeps the one there is.</summary>
    public void Replace(FileDescriptor? listener)
    {
        if (listener is null) return;
        _listener?.Dispose();
        (_listener, _closedUntil) = (listener, TimeSpan.Zero);
    }

    public void Dispose() => _listener?.Dispose();
}
