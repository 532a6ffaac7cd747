using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// <c>arrival.idx</c> of the job: each passage from one stream to the other, written before the bytes behind it. One that the system refuses is kept and tried
/// again with the next; the command is never held up for it.
/// </summary>
internal sealed class ArrivalLog(FileDescriptor directory) : IDisposable
{
    /// <summary>How many entries may wait for a disk that takes none; beyond it the newest become coarser.</summary>
    public const int MostWaiting = 4096;

    private readonly ArrivalOrder _order = new();
    private readonly List<ArrivalEntry> _waiting = [];
    private FileDescriptor? _file;
    private long _written;

    /// <summary>A piece has come and is about to be written.</summary>
    public void Add(OutputStream stream, ReadOnlySpan<byte> piece) => Write(_order.Next(stream, piece));

    /// <summary>So many bytes of its last piece are not in the log.</summary>
    public void Refused(OutputStream stream, int count) => _order.Refused(stream, count);

    /// <summary>Nothing more comes.</summary>
    public void Finish()
    {
        Write(_order.Finish());
        Dispose();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>
    /// Makes one of the last three, which pass to a stream, away from it and to it again: what was between comes before. No byte is lost, only the order of those.
    /// </summary>
    internal static void Coarsen(List<ArrivalEntry> entries)
    {
        var (first, last) = (entries[^3], entries[^1]);
        entries.RemoveRange(entries.Count - 3, 3);
        entries.Add(last.IsStderr ? last with { StderrBytes = first.StderrBytes } : last with { StdoutBytes = first.StdoutBytes });
    }

    private void Write(ArrivalEntry? entry)
    {
        if (entry is { } fresh) _waiting.Add(fresh);
        if (_waiting.Count == 0 || TryWrite()) return;
        if (_waiting.Count > MostWaiting) Coarsen(_waiting);
    }

    private bool TryWrite()
    {
        var bytes = new byte[_waiting.Count * ArrivalEntry.Size];
        for (var i = 0; i < _waiting.Count; i++) _waiting[i].Write(bytes.AsSpan(i * ArrivalEntry.Size));
        try
        {
            _file ??= Files.OpenWrite(directory, JobFiles.Arrival);
        }
        catch (PosixException)
        {
            return false;
        }

        // At its place: half an entry, which no reader takes, is written over by the next try.
        if (!_file.TryWriteAllAt(bytes, _written)) return false;
        _written += bytes.Length;
        _waiting.Clear();
        return true;
    }
}
