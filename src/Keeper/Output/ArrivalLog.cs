using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// <c>arrival.idx</c> of the job: each passage from one stream to the other, written before the bytes behind it. One that the system refuses is tried again with
/// what comes; the command is never held up for it. Of a long order those that come thick and fast are written as few (<see cref="ArrivalPace"/>).
/// </summary>
/// <param name="directory">The job's.</param>
/// <param name="fineBytes">Up to which size each passage is written.</param>
internal sealed class ArrivalLog(FileDescriptor directory, long fineBytes = ArrivalPace.FineBytes) : IDisposable
{
    private readonly ArrivalOrder _order = new();
    private FileDescriptor? _file;
    private long _written, _bytes, _writtenFrom;
    private TimeSpan? _writtenAt;
    private bool _finished;

    /// <summary>
    /// Bytes of output that cannot be read in order yet, because the passage before them is held back or their character is not finished. Exact, so that whoever looks for
    /// growth sees each byte that becomes readable: at a passage one stream's unfinished bytes must not make up for the other's that come free.
    /// </summary>
    public long HeldBytes => IsCoarse && !_finished ? _order.UntoldBytes + _order.UnfinishedBytes : 0;

    private bool IsCoarse => _written >= fineBytes;

    /// <summary>A piece has come and is about to be written.</summary>
    public void Add(OutputStream stream, ReadOnlySpan<byte> piece)
    {
        _order.Next(stream, piece);
        _bytes += piece.Length;
        if (!IsCoarse && _order.Passage is { } entry) TryWrite([entry]);
    }

    /// <summary>All that has come is written: tells of what is held back and due, or was refused; when to call again though nothing has come.</summary>
    public TimeSpan? Advance(TimeSpan now)
    {
        if (_finished || _order.Untold() is not { Count: > 0 } entries) return null;
        if (IsCoarse && ArrivalPace.DueAt(_writtenAt, _bytes - _writtenFrom, now) is var due && due > now) return due;
        TryWrite(entries);
        (_writtenAt, _writtenFrom) = (now, _bytes);
        return null;
    }

    /// <summary>So many bytes of its last piece are not in the log.</summary>
    public void Refused(OutputStream stream, int count) => _order.Refused(stream, count);

    /// <summary>Nothing more comes.</summary>
    public void Finish()
    {
        if (_order.Finish() is { } entry) TryWrite([entry]);
        _finished = true;
        Dispose();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void TryWrite(IReadOnlyList<ArrivalEntry> entries)
    {
        try
        {
            _file ??= Files.OpenWrite(directory, JobFiles.Arrival);
        }
        catch (PosixException)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[ArrivalEntry.Size];
        foreach (var entry in entries)
        {
            entry.Write(bytes);
            // At its place: half an entry, which no reader takes, is written over by the next try. One that is whole may have been read, and stays.
            if (!_file.TryWriteAllAt(bytes, _written)) return;
            _written += bytes.Length;
            _order.Tell(entry);
        }
    }
}
