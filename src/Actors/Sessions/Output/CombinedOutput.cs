using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>
/// The output of a job, both streams in the order of arrival, read from its directory while the keeper writes it. No file is held open between two calls. For one
/// thread.
/// </summary>
/// <remarks>
/// Invalid UTF-8 is read as U+FFFD. <c>ended</c> says that nothing more will come: the beginning of a character at the end, which is held back until
/// then, and the rest of the stream that was not on last are read only with it.
/// Methods throw <see cref="IOException"/> when a file is there and cannot be read, and nothing else.
/// </remarks>
internal sealed class CombinedOutput(string directory)
{
    private readonly ArrivalIndex _index = new(Path.Combine(directory, JobFiles.Arrival));
    private readonly LineCount _count = new();

    /// <summary>How many bytes of both streams can be read now; those that the logs lack count. None where they cannot be read.</summary>
    public long Length(bool ended)
    {
        try
        {
            using var source = Open(ended);
            return source.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>What is at a place, the beginning of a character.</summary>
    /// <param name="from">Bytes from the beginning, as <see cref="OutputPiece.Next"/> says it.</param>
    /// <param name="maxChars">How many UTF-16 code units at most, at least 2: no pair is split.</param>
    /// <param name="ended">Whether nothing more will come.</param>
    /// <param name="to">Not further than here, the end of a character.</param>
    public OutputPiece Read(long from, int maxChars, bool ended, long to = long.MaxValue)
    {
        using var source = Open(ended);
        var place = Math.Clamp(from, 0, source.Length);
        var (text, next, dropped) = OutputText.From(source, place, Math.Clamp(to, place, source.Length), maxChars);
        return new OutputPiece(text, next, next < source.Length, dropped, place != from, source.UnwrittenBytes);
    }

    /// <summary>The newest characters, and how much there was in all.</summary>
    public OutputTail Tail(int maxChars, bool ended)
    {
        using var source = Open(ended);
        _count.Advance(source);
        var (text, isAll) = OutputText.Newest(source, 0, source.Length, maxChars);
        return new OutputTail(text, _count.Chars, source.Length, !isAll, source.UnwrittenBytes);
    }

    /// <summary>The newest characters, read from near the end: a hint, and none where they cannot be read.</summary>
    public OutputHint QuickTail(int maxChars, bool ended)
    {
        try
        {
            using var source = Open(ended);
            return new OutputHint(OutputText.Newest(source, 0, source.Length, maxChars).Text, source.UnwrittenBytes);
        }
        catch (IOException)
        {
            return new OutputHint("", 0);
        }
    }

    /// <summary>
    /// A window of lines (<see cref="LogWindowRule"/>). What is too much is left out at its end when its beginning was asked for, else at its beginning.
    /// </summary>
    public LogWindow Lines(long? offset, long? limit, int maxChars, bool ended)
    {
        using var source = Open(ended);
        _count.Advance(source);
        var window = LogWindowRule.Of(offset, limit, _count.Lines);
        var (begin, end) = (_count.PlaceOf(source, window.First), _count.PlaceOf(source, window.First + window.Count));
        var (text, isAll) = offset is null ? OutputText.Newest(source, begin, end, maxChars) : OutputText.Oldest(source, begin, end, maxChars);
        var lines = OutputText.Lines(text);
        var first = offset is null ? window.First + Math.Max(0, window.Count - lines) : window.First;
        return new LogWindow(text, first, lines, _count.Lines, _count.Chars, !isAll, window.HasMore, source.UnwrittenBytes);
    }

    private OutputSource Open(bool ended) => new(directory, _index, ended);
}
