using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// One log on disk. A refused write costs bytes, never time: the job must not be held up by a full disk (fault 11), and the next write is
/// tried again because space may have come back. Beyond its limit the log keeps its head and the newest bytes (contract B11). When somebody takes the
/// log away or empties it, what follows is where a reader looks for it (fault 23).
/// </summary>
/// <param name="file">The log, open for appending.</param>
/// <param name="limit">How large it may become.</param>
/// <param name="cut">Makes room.</param>
/// <param name="place">Where it is; null for a pipe or a terminal, which cannot be lost.</param>
/// <param name="noteUnwritten">Records how many bytes the system refused so far; false when that could not be written.</param>
internal sealed class LogFile(FileDescriptor file, LogLimit limit, LogCut cut, LogPlace? place = null, Func<long, bool>? noteUnwritten = null) : IDisposable
{
    private FileDescriptor _file = file;

    // What we wrote; looked up again now and then and before the file is cut, since others may empty it.
    private long _size;

    // Of the stream: written, or taken away to make room.
    private long _taken;
    private long _notedBytes;
    private bool _wasEmptied;

    /// <summary>Bytes that were handed over and are not in the file.</summary>
    public long DroppedBytes => UnwrittenBytes + cut.DroppedBytes;

    /// <summary>Those of them that the system refused.</summary>
    public long UnwrittenBytes { get; private set; }

    /// <summary>Appends the bytes; how many of them the system refused.</summary>
    public int Append(ReadOnlySpan<byte> data)
    {
        if (place?.IsDue() == true) Look(place);
        var length = data.Length;
        var refused = length < limit.Bytes - _size ? Write(data) : AppendAtLimit(data);
        _taken += length - refused;
        UnwrittenBytes += refused;
        return refused;
    }

    /// <summary>Whether bytes were refused of which readers cannot know yet.</summary>
    public bool HasUnnoted => noteUnwritten is not null && _notedBytes != UnwrittenBytes;

    /// <summary>Records what was refused; a full disk may refuse that too, and then it is to be called again.</summary>
    public void NoteUnwritten()
    {
        if (HasUnnoted && noteUnwritten!(UnwrittenBytes)) _notedBytes = UnwrittenBytes;
    }

    /// <summary>Nothing more will come: what others did to the log until now is known then.</summary>
    public void Finish()
    {
        if (place is not null) Look(place);
    }

    public void Dispose()
    {
        cut.Dispose();
        _file.Dispose();
    }

    private void Look(LogPlace at)
    {
        if (at.TryReplace(_file) is { } other)
        {
            _file.Dispose();
            _file = other;
            cut.MoveTo(other);
            (_size, _wasEmptied) = (other.Length(), true);
        }

        _ = SizeChanged();
        if (_wasEmptied) _wasEmptied = !cut.Restart(_taken - _size, limit.Bytes);
        NoteUnwritten();
    }

    private int AppendAtLimit(ReadOnlySpan<byte> data)
    {
        var refused = 0;
        while (!data.IsEmpty)
        {
            var count = MakeRoom(ref data);
            if (count == 0) return refused + data.Length;
            refused += Write(data[..count]);
            data = data[count..];
        }

        // A file that was cut is never left at its full size, which says that it is about to be cut again. A whole one may be full.
        if (_size >= cut.Gap?.LimitBytes && !SizeChanged()) KeepNewest(cut.Gap.HeadBytes);
        return refused;
    }

    /// <summary>How many of the bytes can be written now, 0 for none; takes from them what will not be kept.</summary>
    private int MakeRoom(ref ReadOnlySpan<byte> data)
    {
        while (data.Length > limit.Bytes - _size)
        {
            if (_size < limit.HeadBytes) return (int)Math.Min(data.Length, limit.HeadBytes - _size);
            if (SizeChanged()) continue;
            var head = cut.HeadOf(limit.HeadBytes);
            var room = limit.Bytes - head;
            if (data.Length >= room)
            {
                if (!cut.Replace(head, _size, room, ref data)) return 0;
                _size = head;
            }
            else if (_size < limit.Bytes) return (int)(limit.Bytes - _size);
            else if (!KeepNewest(head)) return 0;
        }

        return data.Length;
    }

    private bool KeepNewest(long head)
    {
        if (cut.Keep(head, Math.Min(limit.TailBytes, limit.Bytes - head - 1), _size) is not { } size) return false;
        _size = size;
        return true;
    }

    /// <summary>Somebody else shortened or lengthened the file.</summary>
    private bool SizeChanged()
    {
        var size = _file.Length();
        if (size == _size) return false;
        _wasEmptied |= size < _size;
        _size = size;
        return true;
    }

    private int Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = _file.TryWrite(data);
            if (count <= 0) return data.Length;
            _size += count;
            data = data[count..];
        }

        return 0;
    }
}
