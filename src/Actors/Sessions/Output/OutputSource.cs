using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>Both logs and their order as they are at one moment, open for one reading.</summary>
internal sealed class OutputSource : IDisposable
{
    private readonly StreamWindow _stdout;
    private readonly StreamWindow _stderr;
    private readonly ArrivalIndex.Entries _entries;
    private readonly ArrivalOrder _order;

    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    public OutputSource(string directory, ArrivalIndex index, bool ended)
    {
        (_stdout, _stderr) = (new StreamWindow(directory, OutputMatchStream.Stdout), new StreamWindow(directory, OutputMatchStream.Stderr));
        try
        {
            // The sizes before the entries: what is behind them may be in another order than these say.
            var (stdout, stderr) = Sizes();
            _entries = index.Open(Sizes);
            _order = new ArrivalOrder(_entries, stdout, stderr, ended);
            if (!ended && Unfinished(_order.IsStderrOpen ? stderr : stdout) is > 0 and var rest)
                _order = _order.IsStderrOpen ? new ArrivalOrder(_entries, stdout, stderr - rest, ended) : new ArrivalOrder(_entries, stdout - rest, stderr, ended);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many bytes of both can be read in order, whole characters as long as more may come.</summary>
    public long Length => _order.Length;

    /// <summary>Bytes of both that the system refused to write so far: they have no place in the order.</summary>
    public long UnwrittenBytes => _stdout.UnwrittenBytes + _stderr.UnwrittenBytes;

    /// <summary>
    /// The bytes at a place, as many as are at hand, whole characters unless the log has no more of one; none when the logs lack what is there.
    /// </summary>
    /// <param name="place">From 0 to <see cref="Length"/>, exclusively.</param>
    /// <param name="dropped">How many bytes from this place on are missing.</param>
    public ReadOnlySpan<byte> Read(long place, out long dropped)
    {
        dropped = 0;
        if (_order.At(place) is not { } range) return [];
        var bytes = (range.IsStderr ? _stderr : _stdout).Read(range.From, range.Bytes, out dropped);
        if (dropped + bytes.Length == range.Bytes) return bytes;
        var unfinished = Utf8End.Unfinished(bytes);
        return unfinished < bytes.Length ? bytes[..^unfinished] : bytes;
    }

    public void Dispose()
    {
        _stdout.Dispose();
        _stderr.Dispose();
        _entries?.Dispose();
    }

    private (long Stdout, long Stderr) Sizes() => (_stdout.Length(), _stderr.Length());

    private int Unfinished(long size)
    {
        var from = Math.Max(_order.OpenFrom, size - Utf8End.MostBytes);
        return from >= size ? 0 : Utf8End.Unfinished((_order.IsStderrOpen ? _stderr : _stdout).Read(from, size - from, out _));
    }
}
