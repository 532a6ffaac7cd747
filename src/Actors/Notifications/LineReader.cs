using System.Text;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// Reads a growing log line by line, each byte once and with bounded memory (contract A19: the text before the line feed, a return kept, lossy). What
/// is there of a line without an end waits for its rest.
/// </summary>
/// <param name="log">The stream.</param>
/// <param name="from">Where a line begins.</param>
public sealed class LineReader(StreamLog log, long from) : IDisposable
{
    /// <summary>What is held of one line; of a longer one the beginning is tested and shown.</summary>
    public const int LineLimitBytes = 256 * 1024;

    private const int ChunkBytes = 64 * 1024;

    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly MemoryStream _line = new();
    private int _next, _count;
    private long _lineLength;

    /// <summary>A line, where the one after it begins, and whether its end was left out.</summary>
    public readonly record struct Line(string Text, long End, bool Truncated);

    /// <summary>How far it has read: everything before belongs to lines that were returned, or to the one that has no end yet.</summary>
    public long Position { get; private set; } = from;

    /// <summary>The next line that has an end; false when there is none now.</summary>
    public bool TryRead(out Line line)
    {
        line = default;
        while (_next < _count || Fill())
        {
            var feed = Array.IndexOf(_chunk, (byte)'\n', _next, _count - _next);
            var end = feed < 0 ? _count : feed;
            Add(_chunk.AsSpan(_next, end - _next));
            _next = end;
            if (feed < 0) continue;
            _next++;
            Position++;
            line = Take();
            return true;
        }

        return false;
    }

    /// <summary>The last line of a log that is complete, when it has no end of its own.</summary>
    public bool TryFinish(out Line line)
    {
        line = default;
        if (_lineLength == 0) return false;
        line = Take();
        return true;
    }

    /// <summary>What is there of a line that has no end yet. It is not taken: with its rest it is a line.</summary>
    public bool TryPeek(out Line line)
    {
        line = new Line(Text, Position, _lineLength > _line.Length);
        return _lineLength > 0;
    }

    public void Dispose()
    {
        log.Dispose();
        _line.Dispose();
    }

    private string Text => Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length);

    private bool Fill()
    {
        _next = 0;
        (var begins, _count) = log.Read(Position, _chunk);
        if (_count == 0) return false;
        // A part was dropped: the line that was begun has no rest.
        if (begins != Position) Take();
        Position = begins;
        return true;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        Position += part.Length;
        _lineLength += part.Length;
        _line.Write(part[..Math.Min(part.Length, LineLimitBytes - (int)_line.Length)]);
    }

    private Line Take()
    {
        var line = new Line(Text, Position, _lineLength > _line.Length);
        _line.SetLength(0);
        _lineLength = 0;
        return line;
    }
}
