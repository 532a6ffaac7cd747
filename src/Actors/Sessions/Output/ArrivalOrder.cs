using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>Which bytes of which stream a place in the combined output means. A place is the sum of the places in both streams.</summary>
/// <remarks>
/// While the command runs only the stream of the last entry can be read to its end: what the other has beyond that is the beginning of a character that is
/// not finished, and gets its place when it goes on. When all has ended that rest comes last.
/// </remarks>
/// <param name="entries">Good ones (<see cref="ArrivalStep"/>), read after the sizes: an entry is written before the bytes it speaks of.</param>
/// <param name="stdoutBytes">How much of stdout may be read.</param>
/// <param name="stderrBytes">Likewise stderr.</param>
/// <param name="ended">Whether nothing more will come.</param>
internal sealed class ArrivalOrder(IArrivalEntries entries, long stdoutBytes, long stderrBytes, bool ended)
{
    /// <summary>Entries that lie so far apart are at hand.</summary>
    public const int Stride = 1024;

    private readonly ArrivalEntry _last = entries.Count == 0 ? ArrivalStep.Beginning : entries[entries.Count - 1];

    // The part that was found last, and its number.
    private ArrivalEntry _part;
    private long _partEnd = -1;
    private long _index = -1;

    /// <summary>How many bytes can be read in order.</summary>
    public long Length => OpenEnd + RestBytes;

    /// <summary>The stream that is on at the end.</summary>
    public bool IsStderrOpen => _last.IsStderr;

    /// <summary>Where in the stream that is on its last part begins.</summary>
    public long OpenFrom => OwnBytes(_last, _last.IsStderr);

    private long OpenEnd => _last.Combined + Math.Max(0, (_last.IsStderr ? stderrBytes : stdoutBytes) - OpenFrom);

    private long RestFrom => OwnBytes(_last, !_last.IsStderr);

    private long RestBytes => ended ? Math.Max(0, (_last.IsStderr ? stdoutBytes : stderrBytes) - RestFrom) : 0;

    /// <summary>The bytes of one stream that begin at a place; null at the end and outside.</summary>
    public StreamRange? At(long place)
    {
        if (place < 0 || place >= Length) return null;
        if (place >= OpenEnd) return Range(!_last.IsStderr, RestFrom, place - OpenEnd, RestBytes);
        if (place < _part.Combined || place >= _partEnd) Find(place);
        return Range(_part.IsStderr, OwnBytes(_part, _part.IsStderr), place - _part.Combined, _partEnd - _part.Combined);
    }

    // Who reads on needs the next part.
    private void Find(long place)
    {
        _index = place == _partEnd && _index + 1 < entries.Count ? _index + 1 : LastAtOrBefore(place);
        Take(_index);
        if (place < _partEnd) return;
        // The next one was empty.
        Take(_index = LastAtOrBefore(place));
    }

    private void Take(long index)
    {
        _part = index < 0 ? ArrivalStep.Beginning : entries[index];
        _partEnd = index + 1 < entries.Count ? entries[index + 1].Combined : OpenEnd;
    }

    private static StreamRange? Range(bool isStderr, long from, long into, long bytes) =>
        bytes > into ? new StreamRange(isStderr, from + into, bytes - into) : null;

    private static long OwnBytes(ArrivalEntry entry, bool isStderr) => isStderr ? entry.StderrBytes : entry.StdoutBytes;

    // First among those at hand, then between two of them. The last of equal places: those before it are empty.
    private long LastAtOrBefore(long place)
    {
        var stride = Search(-1, (entries.Count + Stride - 1) / Stride, Stride, place);
        return stride < 0 ? -1 : Search(stride * Stride, Math.Min(entries.Count, (stride + 1) * Stride), 1, place);
    }

    private long Search(long low, long high, int step, long place)
    {
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (entries[middle * step].Combined <= place) low = middle;
            else high = middle;
        }

        return low;
    }
}
