using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// One log on disk. A refused write costs bytes, never time: the job must not be held up by a full disk (fault 11), and the next write is
/// tried again because space may have come back. Beyond its limit the log keeps its head and the newest bytes (contract B11).
/// </summary>
internal sealed class LogFile(FileDescriptor file, LogLimit limit, LogCut cut) : IDisposable
{
    // What we wrote; looked up again before the file is cut, since others may empty it.
    private long _size;
    private long _refusedBytes;

    /// <summary>Bytes that were handed over and are not in the file.</summary>
    public long DroppedBytes => _refusedBytes + cut.DroppedBytes;

    /// <summary>Appends the bytes; how many of them the system refused.</summary>
    public int Append(ReadOnlySpan<byte> data)
    {
        var refused = data.Length < limit.Bytes - _size ? Write(data) : AppendAtLimit(data);
        _refusedBytes += refused;
        return refused;
    }

    public void Dispose()
    {
        cut.Dispose();
        file.Dispose();
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
        var size = file.Length();
        if (size == _size) return false;
        _size = size;
        return true;
    }

    private int Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = file.TryWrite(data);
            if (count <= 0) return data.Length;
            _size += count;
            data = data[count..];
        }

        return 0;
    }
}
