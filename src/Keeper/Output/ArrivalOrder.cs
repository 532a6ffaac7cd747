using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Output;

/// <summary>
/// Which of the two streams the command wrote to when: given the pieces as they come, says where in the combined stream the one passes to the other
/// (<see cref="ArrivalEntry"/>). A character that a stream has begun and not finished when it is left belongs to its next part, so that no part begins in the
/// middle of one.
/// </summary>
internal sealed class ArrivalOrder
{
    private readonly Side[] _sides = [new(), new()];
    private OutputStream _current = OutputStream.Stdout;

    /// <summary>A piece has come and is not written yet: the entry that goes before it, or null when it goes on with what was before.</summary>
    public ArrivalEntry? Next(OutputStream stream, ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return null;
        ArrivalEntry? entry = stream == _current ? null : Switch(stream, isEnd: false);
        _sides[(int)stream].Add(piece);
        return entry;
    }

    /// <summary>Nothing more comes: the entry for what the stream that was left last has begun and never finished, null when there is no such rest.</summary>
    public ArrivalEntry? Finish() => _sides[1 - (int)_current].Held == 0 ? null : Switch((OutputStream)(1 - (int)_current), isEnd: true);

    /// <summary>So many bytes of its last piece are not in the log after all, and count for nothing.</summary>
    public void Refused(OutputStream stream, int count) => _sides[(int)stream].Remove(count);

    private ArrivalEntry Switch(OutputStream stream, bool isEnd)
    {
        // At the end there is no next part for what is not finished.
        _sides[(int)_current].Leave(isEnd);
        _current = stream;
        // Its new part begins with what it held back when it was left before.
        _sides[(int)stream].Held = 0;
        return new ArrivalEntry(stream == OutputStream.Stderr, _sides[0].Counted, _sides[1].Counted);
    }

    private sealed class Side
    {
        private readonly byte[] _tail = new byte[3];
        private int _tailLength;

        private long _bytes;

        /// <summary>How far it counted when it was left last.</summary>
        public long Counted { get; private set; }

        /// <summary>How many bytes behind that belong to its next part.</summary>
        public int Held { get; set; }

        public void Add(ReadOnlySpan<byte> piece)
        {
            _bytes += piece.Length;
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
            _bytes -= count;
            // Which bytes the log ends in is not known any more.
            if (count > 0) _tailLength = 0;
        }

        public void Leave(bool isEnd)
        {
            Held = isEnd ? 0 : Utf8Repair.IncompleteTail(_tail.AsSpan(0, _tailLength));
            Counted = _bytes - Held;
        }
    }
}
