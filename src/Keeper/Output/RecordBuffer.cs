namespace AgentExec.Keeper.Output;

/// <summary>Collects the records of one chunk, so that <c>full.log</c> costs one write a chunk and not one a line. Its size bounds the memory, whatever the lines are.</summary>
internal sealed class RecordBuffer(LogFile log)
{
    public const int SizeBytes = 64 * 1024;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(SizeBytes);
    private int _used;
    private bool _torn;

    public void Append(ReadOnlySpan<byte> data)
    {
        while (data.Length > SizeBytes - _used)
        {
            var fits = SizeBytes - _used;
            data[..fits].CopyTo(_bytes.AsSpan(_used));
            _used = SizeBytes;
            data = data[fits..];
            Flush();
        }

        data.CopyTo(_bytes.AsSpan(_used));
        _used += data.Length;
    }

    public void Flush()
    {
        if (_used == 0) return;
        // A refused write may have cut a record anywhere: what follows starts on a line of its own.
        if (_torn) _torn = log.Append("\n"u8) > 0;
        if (!_torn) _torn = log.Append(_bytes.AsSpan(0, _used)) > 0;
        _used = 0;
    }
}
