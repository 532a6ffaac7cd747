namespace AgentExec.Keeper.Output;

/// <summary>
/// The combined log: one record per line of either stream, in the order in which the lines became complete here (contract A7.4).
/// </summary>
/// <remarks>
/// A line longer than <see cref="LineBuffer.SizeBytes"/> is written through in pieces, prefix once, so that memory stays constant (fault 19).
/// When the other stream has a record in the meantime, the long line is ended there and goes on in a record of its own.
/// </remarks>
internal sealed class FullLog(LogFile log, RecordPrefix prefix)
{
    private readonly RecordBuffer _records = new(log);
    private readonly LineBuffer[] _pending = [new(), new()];
    private OutputStream? _open;

    /// <summary>Takes the next bytes of a stream.</summary>
    public void Add(OutputStream stream, ReadOnlySpan<byte> chunk)
    {
        prefix.Refresh();
        for (int end; (end = chunk.IndexOf((byte)'\n')) >= 0; chunk = chunk[(end + 1)..]) AddLine(stream, chunk[..end]);
        Hold(stream, chunk);
        _records.Flush();
    }

    /// <summary>The stream is at its end: a last line without <c>\n</c> becomes a record too.</summary>
    public void Finish(OutputStream stream)
    {
        prefix.Refresh();
        if (!_pending[(int)stream].IsEmpty || _open == stream) AddLine(stream, []);
        _records.Flush();
    }

    private void AddLine(OutputStream stream, ReadOnlySpan<byte> lineEnd)
    {
        var pending = _pending[(int)stream];
        // Joined before it is repaired: a character may lie across two chunks.
        if (!pending.IsEmpty)
        {
            Hold(stream, lineEnd);
            lineEnd = pending.Take();
        }

        Begin(stream);
        Utf8Repair.Append(lineEnd, _records);
        _records.Append("\n"u8);
        _open = null;
    }

    private void Hold(OutputStream stream, ReadOnlySpan<byte> part)
    {
        var pending = _pending[(int)stream];
        while (!(part = part[pending.Add(part)..]).IsEmpty)
        {
            Begin(stream);
            Utf8Repair.Append(pending.TakeWholeCharacters(), _records);
        }
    }

    private void Begin(OutputStream stream)
    {
        if (_open == stream) return;
        if (_open is not null) _records.Append("\n"u8);
        _records.Append(prefix.For(stream));
        _open = stream;
    }
}
