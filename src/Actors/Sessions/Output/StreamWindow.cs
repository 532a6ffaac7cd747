using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>One stream, read in large pieces and given away in small ones: the parts between two switches may be a few bytes each.</summary>
/// <remarks>What was read once stays true: a stream only grows, and its log only loses.</remarks>
internal sealed class StreamWindow(string directory, OutputMatchStream stream) : IDisposable
{
    private const int WindowBytes = 64 * 1024;

    private readonly StreamLog _log = new(directory, stream);
    private byte[]? _window;
    private long _asked = -1;
    private long _from;
    private int _count;

    /// <inheritdoc cref="StreamLog.UnwrittenBytes"/>
    public long UnwrittenBytes => _log.UnwrittenBytes;

    /// <summary>How many bytes the stream has had.</summary>
    /// <exception cref="IOException">The log is there and cannot be read.</exception>
    public long Length() => _log.StreamBytes();

    /// <summary>Bytes of the range, from the first one on that the log has.</summary>
    /// <param name="from">Where the range begins.</param>
    /// <param name="most">How long it is.</param>
    /// <param name="dropped">How many at its beginning the log lacks: all of them when none is returned.</param>
    /// <exception cref="IOException">The log is there and cannot be read.</exception>
    public ReadOnlySpan<byte> Read(long from, long most, out long dropped)
    {
        if (!Holds(from, most)) Load(from);
        dropped = Math.Min(most, Math.Max(0, _from - from));
        var into = (int)(Math.Max(from, _from) - _from);
        if (_count <= into) dropped = most;
        return dropped == most ? [] : _window.AsSpan(into, (int)Math.Min(_count - into, most - dropped));
    }

    public void Dispose() => _log.Dispose();

    // What lies between what was asked for and what came is known to be gone. A character at the window's edge needs a new window.
    private bool Holds(long from, long most) => _asked >= 0 && from >= _asked
        && (from < _from || _from + _count - from >= Math.Min(most, Utf8End.MostBytes + 1));

    private void Load(long from)
    {
        _window ??= new byte[WindowBytes];
        _asked = -1;
        (_from, _count) = _log.ReadOrFail(from, _window);
        _asked = from;
    }
}
