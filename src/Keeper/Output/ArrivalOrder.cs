using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Output;

/// <summary>
/// Which of the two streams the command wrote to when: given the pieces as they come, says where in the combined stream the one passes to the other
/// (<see cref="ArrivalEntry"/>). A character that a stream has begun and not finished when it is left belongs to its next part, so that no part begins in the
/// middle of one.
/// </summary>
/// <remarks>
/// What was not told in time is told coarser: of the stream that was told to be on a reader may have read all by then, so all of it comes before the other one's.
/// </remarks>
internal sealed class ArrivalOrder
{
    private readonly Side[] _sides = [new(), new()];
    private OutputStream _current = OutputStream.Stdout;
    private ArrivalEntry _told;

    /// <summary>The entry that goes before the last piece; null when it goes on with what was told before.</summary>
    public ArrivalEntry? Passage => _current == On ? null : To(_current, _sides[(int)On].Counted);

    /// <summary>Bytes that cannot be read yet, because nobody was told that the other stream is on; those of a character that it has not finished count.</summary>
    public long UntoldBytes => _sides[(int)Off].Bytes - Told(Off);

    /// <summary>Bytes at the end of the stream that is on which cannot be read yet: the beginning of a character.</summary>
    public long UnfinishedBytes => _sides[(int)On].Bytes - _sides[(int)On].Finished;

    private OutputStream On => _told.IsStderr ? OutputStream.Stderr : OutputStream.Stdout;

    private OutputStream Off => 1 - On;

    /// <summary>A piece has come and is not written yet.</summary>
    public void Next(OutputStream stream, ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return;
        if (stream != _current)
        {
            _sides[(int)_current].Leave();
            _current = stream;
        }

        _sides[(int)stream].Add(piece);
    }

    /// <summary>What is to be told of all that is written by now: nothing, one entry, or there and back again.</summary>
    public IReadOnlyList<ArrivalEntry> Untold()
    {
        if (Passage is { } entry) return [entry];
        var passed = _sides[(int)Off].Counted;
        if (passed <= Told(Off)) return [];
        var there = To(Off, _sides[(int)On].Finished);
        return [there, there.IsStderr ? there with { IsStderr = false, StderrBytes = passed } : there with { IsStderr = true, StdoutBytes = passed }];
    }

    /// <summary>These are on disk.</summary>
    public void Tell(ArrivalEntry last) => _told = last;

    /// <summary>Nothing more comes: the entry for what of the stream that is not on was not told, with what it has begun and never finished; null when there is no such rest.</summary>
    public ArrivalEntry? Finish() => UntoldBytes == 0 ? null : To(Off, _sides[(int)On].Bytes);

    /// <summary>So many bytes of its last piece are not in the log after all, and count for nothing.</summary>
    public void Refused(OutputStream stream, int count) => _sides[(int)stream].Remove(count);

    private long Told(OutputStream stream) => stream == OutputStream.Stdout ? _told.StdoutBytes : _told.StderrBytes;

    // Only the stream that was on has grown: so every byte has one place.
    private ArrivalEntry To(OutputStream stream, long left) =>
        stream == OutputStream.Stderr ? new ArrivalEntry(true, left, _told.StderrBytes) : new ArrivalEntry(false, _told.StdoutBytes, left);

    private sealed class Side
    {
        private readonly byte[] _tail = new byte[3];
        private int _tailLength;

        public long Bytes { get; private set; }

        /// <summary>How far it counted when it was left last: what is behind belongs to its next part.</summary>
        public long Counted { get; private set; }

        /// <summary>How far it counts now: up to the beginning of a character that is not finished.</summary>
        public long Finished => Bytes - Utf8Repair.IncompleteTail(_tail.AsSpan(0, _tailLength));

        public void Add(ReadOnlySpan<byte> piece)
        {
            Bytes += piece.Length;
            Span<byte> joined = stackalloc byte[6];
            _tail.AsSpan(0, _tailLength).CopyTo(joined);
            var last = piece[^Math.Min(piece.Length, 3)..];
            last.CopyTo(joined[_tailLength..]);
            joined = joined[..(_tailLength + last.Length)];
            // Behind three bytes of the piece what was before it does not matter.
            if (joined.Length > 3) joined = joined[^3..];
            joined.CopyTo(_tail);
            _tailLength = joined.Length;
        }

        public void Remove(int count)
        {
            Bytes -= count;
            // Which bytes the log ends in is not known any more.
            if (count > 0) _tailLength = 0;
        }

        public void Leave() => Counted = Finished;
    }
}
