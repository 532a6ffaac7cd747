using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// Takes the older part of a full log away behind its head (contract B11). What the file will mean is on disk before the file changes, so
/// that a reader, also one after a crash, always knows which bytes are which (<see cref="OutputGap"/>).
/// </summary>
/// <param name="log">The log, open for appending.</param>
/// <param name="note">Records what the log lacks; false when that could not be written.</param>
/// <param name="wholeLines">Whether head and tail are to meet between two lines, where a line's end is within reach.</param>
internal sealed class LogCut(FileDescriptor log, Func<OutputGap?, bool> note, bool wholeLines) : IDisposable
{
    /// <summary>What is copied at a time, and how far a line's end is looked for.</summary>
    private const int PieceBytes = 64 * 1024;

    private FileDescriptor _log = log;
    private byte[]? _piece;

    // A descriptor that appends cannot write elsewhere, and appending is what leaves no gap when somebody empties the log.
    private FileDescriptor? _editor;

    /// <summary>What the log lacks; null while it is whole.</summary>
    public OutputGap? Gap { get; private set; }

    public long DroppedBytes => Gap?.DroppedBytes ?? 0;

    /// <summary>Where the head ends, once it is known for good: after the last line that fits, or at the size that is given.</summary>
    public long HeadOf(long wanted)
    {
        if (Gap is not null) return Gap.HeadBytes;
        if (!wholeLines || wanted == 0) return wanted;
        var part = Piece(wanted);
        var lineEnd = ReadAt(part, wanted - part.Length) ? part.LastIndexOf((byte)'\n') : -1;
        return lineEnd < 0 ? wanted : wanted - part.Length + lineEnd + 1;
    }

    /// <summary>Keeps the last bytes of the file behind the head: the file's new size, null when the system refuses and all is as it was.</summary>
    public long? Keep(long head, long tail, long size)
    {
        if (wholeLines) tail -= PartOfLine(size - tail, tail);
        var before = Gap;
        if (!Note(head, DroppedBytes + size - head - tail, tail, size)) return null;
        if (!Move(size - tail, head, tail))
        {
            // What is there is half old and half new by now.
            _ = Note(head, DroppedBytes + tail, 0, size);
            tail = 0;
        }

        if (_log.TryTruncate(head + tail)) return head + tail;
        _ = TryNote(before);
        return null;
    }

    /// <summary>
    /// Empties the file behind the head, for data that fill its place, and takes from them what is too much: false when the system refuses and all is
    /// as it was.
    /// </summary>
    public bool Replace(long head, long size, long room, ref ReadOnlySpan<byte> data)
    {
        var kept = data[(int)(data.Length - room)..];
        if (wholeLines) kept = kept[LineStart(kept)..];
        var before = Gap;
        // A size that is never reached: the file is full again at once, and yet there is nothing to be moved.
        if (!Note(head, DroppedBytes + size - head + data.Length - kept.Length, 0, head + room + 1)) return false;
        if (!_log.TryTruncate(head))
        {
            _ = TryNote(before);
            return false;
        }

        data = kept;
        return true;
    }

    /// <summary>The log goes on in another file.</summary>
    public void MoveTo(FileDescriptor log)
    {
        _log = log;
        _editor?.Dispose();
        _editor = null;
    }

    /// <summary>
    /// Others emptied the log, or it was begun anew: it has nothing of the first <paramref name="dropped"/> bytes, and from its beginning on what follows them.
    /// False when that cannot be noted.
    /// </summary>
    /// <param name="dropped">Bytes of the stream.</param>
    /// <param name="limit">Size the log never exceeds.</param>
    // A size that is never reached: nothing is about to be cut.
    public bool Restart(long dropped, long limit) => Note(0, Math.Max(0, dropped), 0, limit == long.MaxValue ? limit : limit + 1);

    public void Dispose() => _editor?.Dispose();

    private bool Note(long head, long dropped, long tail, long limit) =>
        TryNote(new OutputGap { HeadBytes = head, DroppedBytes = dropped, TailBytes = tail, LimitBytes = limit });

    private bool TryNote(OutputGap? gap)
    {
        if (!note(gap)) return false;
        Gap = gap;
        return true;
    }

    private bool Move(long from, long to, long count)
    {
        while (count > 0)
        {
            var part = Piece(count);
            if (!ReadAt(part, from) || !_editor!.TryWriteAllAt(part, to)) return false;
            (from, to, count) = (from + part.Length, to + part.Length, count - part.Length);
        }

        return true;
    }

    private int PartOfLine(long from, long count)
    {
        var part = Piece(count);
        return ReadAt(part, from) ? LineStart(part) : 0;
    }

    // A line's end as the very last byte is no use: nothing would be kept.
    private static int LineStart(ReadOnlySpan<byte> part)
    {
        var lineEnd = part.IndexOf((byte)'\n');
        return lineEnd + 1 == part.Length ? 0 : lineEnd + 1;
    }

    private Span<byte> Piece(long count) =>
        (_piece ??= GC.AllocateUninitializedArray<byte>(PieceBytes)).AsSpan(0, (int)Math.Min(count, PieceBytes));

    private bool ReadAt(Span<byte> part, long offset)
    {
        if ((_editor ??= Files.TryReopen(_log)) is not { } editor) return false;
        while (!part.IsEmpty)
        {
            var count = editor.TryReadAt(part, offset);
            if (count <= 0) return false;
            part = part[count..];
            offset += count;
        }

        return true;
    }
}
