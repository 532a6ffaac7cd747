using System.Text;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>Characters and lines of the combined output, counted once as it grows, with a mark at intervals by which a line is found again.</summary>
/// <param name="mostMarks">How many are kept, at least 2: of more every other one is dropped, and those to come lie twice as far apart.</param>
/// <param name="markBytes">How far apart they lie at first: what is read at most to find a line.</param>
internal sealed class LineCount(int mostMarks = LineCount.MostMarks, long markBytes = LineCount.MarkBytes)
{
    /// <summary>64 KiB of memory, and 1 GiB of output before they are first thinned out.</summary>
    private const int MostMarks = 4096;

    private const long MarkBytes = 256 * 1024;

    private readonly List<Mark> _marks = [default];
    private long _interval = markBytes;
    private long _place;
    private long _feeds;
    private bool _endsInLine;

    /// <summary>Of what has been counted.</summary>
    public long Chars { get; private set; }

    /// <summary>A last line without an end counts.</summary>
    public long Lines => _feeds + (_endsInLine ? 1 : 0);

    /// <summary>Counts what has come since.</summary>
    public void Advance(OutputSource source)
    {
        while (_place < source.Length)
        {
            var bytes = source.Read(_place, out var dropped);
            if (bytes.Length + dropped == 0) return;
            _place += dropped + bytes.Length;
            if (bytes.IsEmpty) continue;
            _feeds += bytes.Count((byte)'\n');
            _endsInLine = bytes[^1] != (byte)'\n';
            Chars += Encoding.UTF8.GetCharCount(bytes);
            if (_place - _marks[^1].Place >= _interval) Add(new Mark(_place, _feeds));
        }
    }

    /// <summary>Where a line begins; the end of what was counted when there is none of that number.</summary>
    public long PlaceOf(OutputSource source, long line)
    {
        if (line <= 0) return 0;
        if (line > _feeds) return _place;
        var index = MarkBefore(line);
        var (place, feeds) = _marks[index];
        // What was dropped since it was counted hides lines: the next mark knows where it is.
        var end = index + 1 < _marks.Count ? _marks[index + 1].Place : _place;
        while (place < end)
        {
            var bytes = source.Read(place, out var dropped);
            if (bytes.Length + dropped == 0) break;
            place += dropped;
            for (int feed; (feed = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(feed + 1)..])
            {
                place += feed + 1;
                if (++feeds == line) return place;
            }

            place += bytes.Length;
        }

        return Math.Min(place, end);
    }

    private void Add(Mark mark)
    {
        _marks.Add(mark);
        if (_marks.Count <= mostMarks) return;
        // The first stays: it is the beginning.
        var number = 0;
        _marks.RemoveAll(_ => number++ % 2 == 1);
        _interval *= 2;
    }

    // The last mark with fewer line ends than are wanted.
    private int MarkBefore(long line)
    {
        var (low, high) = (0, _marks.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_marks[middle].Feeds < line) low = middle;
            else high = middle;
        }

        return low;
    }

    private readonly record struct Mark(long Place, long Feeds);
}
