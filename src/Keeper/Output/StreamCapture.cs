using AgentExec.Keeper.Terminal;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>One of the command's streams on its way to its own log, exact and at once, and to the combined one.</summary>
internal sealed class StreamCapture(OutputStream stream, FileDescriptor pipe, LogFile log, FullLog fullLog, ArrivalLog? arrival, TerminalFilter? filter = null) : IDisposable
{
    /// <summary>Bytes read from the command.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of them that the own log lacks, exactly: beyond its limit, or refused by the system.</summary>
    public long DroppedBytes => log.DroppedBytes;

    /// <summary>Those of them that the system refused.</summary>
    public long UnwrittenBytes => log.UnwrittenBytes;

    public bool IsComplete => !pipe.IsOpen;

    /// <inheritdoc cref="LogFile.HasUnnoted"/>
    public bool HasUnnoted => log.HasUnnoted;

    /// <inheritdoc cref="LogFile.NoteUnwritten"/>
    public void NoteUnwritten() => log.NoteUnwritten();

    public PollEntry Watch() => new(pipe.Number, PollEntry.In);

    /// <summary>Copies one buffer full at the most, so that neither the other stream nor an order has to wait long.</summary>
    public void Copy(byte[] buffer)
    {
        var count = Read(buffer);
        if (count == FileDescriptor.WouldBlock) return;
        if (count == 0)
        {
            if (filter is not null) Add(filter.Finish());
            fullLog.Finish(stream);
            log.Finish();
            pipe.Dispose();
            return;
        }

        var chunk = buffer.AsSpan(0, count);
        Add(filter is null ? chunk : filter.Pass(chunk));
    }

    private void Add(ReadOnlySpan<byte> chunk)
    {
        Bytes += chunk.Length;
        arrival?.Add(stream, chunk);
        var refused = log.Append(chunk);
        arrival?.Refused(stream, refused);
        fullLog.Add(stream, chunk);
    }

    public void Dispose()
    {
        pipe.Dispose();
        log.Dispose();
    }

    // A pipe has no read error that another try would cure: its end is the honest answer.
    private int Read(byte[] buffer)
    {
        try
        {
            return pipe.Read(buffer);
        }
        catch (PosixException)
        {
            return 0;
        }
    }
}
