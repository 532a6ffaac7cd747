using AgentExec.Contracts.Keeping;
using AgentExec.Posix;
using Microsoft.Win32.SafeHandles;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>
/// <c>arrival.idx</c>, each entry looked at once: what was found good is remembered by one entry in <see cref="ArrivalOrder.Stride"/>, however long the file is.
/// From the first one that cannot be right on the file counts as absent.
/// </summary>
internal sealed class ArrivalIndex(string path)
{
    private const int BlockBytes = ArrivalOrder.Stride * ArrivalEntry.Size;

    private readonly List<ArrivalEntry> _marks = [];
    private ArrivalEntry _last = ArrivalStep.Beginning;
    private long _count;

    /// <summary>Takes in what has been written since. The file stays open until the answer is disposed.</summary>
    /// <param name="streamBytes">Tells the sizes of stdout and stderr as they are then.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public Entries Open(Func<(long Stdout, long Stderr)> streamBytes)
    {
        var file = TryOpen();
        try
        {
            if (file is not null) TakeIn(file, streamBytes);
            return new Entries(file, _marks, file is null ? 0 : _count);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private void TakeIn(SafeFileHandle file, Func<(long Stdout, long Stderr)> streamBytes)
    {
        if (RandomAccess.GetLength(file) / ArrivalEntry.Size <= _count) return;
        var block = new byte[BlockBytes];
        int entries;
        do
        {
            entries = RandomAccess.Read(file, block, _count * ArrivalEntry.Size) / ArrivalEntry.Size;
            // Behind the entries: the bytes of which they speak as past are there by now.
            var (stdout, stderr) = streamBytes();
            for (var i = 0; i < entries; i++)
            {
                var entry = ArrivalEntry.Read(block.AsSpan(i * ArrivalEntry.Size));
                if (!ArrivalStep.IsGood(_last, entry, stdout, stderr)) return;
                if (_count++ % ArrivalOrder.Stride == 0) _marks.Add(entry);
                _last = entry;
            }
        }
        while (entries > 0);
    }

    private SafeFileHandle? TryOpen()
    {
        try
        {
            return PlainFile.Open(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The good ones as they are now.</summary>
    internal sealed class Entries(SafeFileHandle? file, List<ArrivalEntry> marks, long count) : IArrivalEntries, IDisposable
    {
        private byte[]? _block;
        private long _blockNumber = -1;

        public long Count => count;

        public ArrivalEntry this[long index]
        {
            get
            {
                var (number, place) = Math.DivRem(index, ArrivalOrder.Stride);
                if (place == 0) return marks[(int)number];
                if (number != _blockNumber) Load(number);
                return ArrivalEntry.Read(_block.AsSpan((int)place * ArrivalEntry.Size));
            }
        }

        public void Dispose() => file?.Dispose();

        private void Load(long number)
        {
            _block ??= new byte[BlockBytes];
            var wanted = (int)Math.Min(BlockBytes, (count - number * ArrivalOrder.Stride) * ArrivalEntry.Size);
            if (RandomAccess.Read(file!, _block.AsSpan(0, wanted), number * BlockBytes) < wanted) throw new IOException("the order of arrival became shorter");
            _blockNumber = number;
        }
    }
}
