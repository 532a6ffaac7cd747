using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>Both streams of the command.</summary>
internal sealed class OutputCapture(StreamCapture stdout, StreamCapture stderr, LogFile fullLog, OutputFile outputFile, ArrivalLog? arrival) : IDisposable
{
    /// <summary>As much as a pipe holds by default (pipe(7)): one read empties it.</summary>
    private const int BufferBytes = 64 * 1024;

    // A full disk refuses the note as well: room may come while the command is silent.
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(1);

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private TimeSpan _noteAt;

    public long StdoutBytes => stdout.Bytes;

    public long StderrBytes => stderr.Bytes;

    /// <summary>Of both streams, without what cannot be read in its order yet: what a host is to hear of.</summary>
    public long ReadableBytes => stdout.Bytes + stderr.Bytes - (arrival?.HeldBytes ?? 0);

    public long DroppedBytes => stdout.DroppedBytes + stderr.DroppedBytes;

    public long UnwrittenBytes => stdout.UnwrittenBytes + stderr.UnwrittenBytes;

    /// <summary>Whether both were read to their end: nobody holds a pipe any more.</summary>
    public bool IsComplete => stdout.IsComplete && stderr.IsComplete;

    /// <summary>The rows for poll(2): stdout, stderr.</summary>
    public void Watch(Span<PollEntry> entries) => (entries[0], entries[1]) = (stdout.Watch(), stderr.Watch());

    public void Handle(ReadOnlySpan<PollEntry> entries)
    {
        // Which of two that are ready at once was written first nobody knows.
        if (entries[0].IsReady) stdout.Copy(_buffer);
        if (entries[1].IsReady) stderr.Copy(_buffer);
        if (!IsComplete) return;
        outputFile.Finish();
        arrival?.Finish();
    }

    /// <summary>All that has come is written: records what is due of its order and of what the system refused; when to call again though nothing has come.</summary>
    public TimeSpan? Advance(TimeSpan now)
    {
        var (order, note) = (arrival?.Advance(now), NoteUnwritten(now));
        return order < note ? order : note ?? order;
    }

    private TimeSpan? NoteUnwritten(TimeSpan now)
    {
        if (!stdout.HasUnnoted && !stderr.HasUnnoted) return null;
        // Whoever leaves soon has no second try.
        if (now < _noteAt && !IsComplete) return _noteAt;
        stdout.NoteUnwritten();
        stderr.NoteUnwritten();
        if (IsComplete) outputFile.Finish();
        return stdout.HasUnnoted || stderr.HasUnnoted ? _noteAt = now + NoteEvery : null;
    }

    public void Dispose()
    {
        stdout.Dispose();
        stderr.Dispose();
        fullLog.Dispose();
        arrival?.Dispose();
    }
}
