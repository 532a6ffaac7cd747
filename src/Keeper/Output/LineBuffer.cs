namespace AgentExec.Keeper.Output;

/// <summary>The part of a line that has arrived before its end. What is taken out stays readable until the next addition.</summary>
internal sealed class LineBuffer
{
    public const int SizeBytes = 64 * 1024;

    private byte[] _bytes = [];
    private int _used;
    private int _carried;

    public bool IsEmpty => _used == 0;

    /// <summary>Takes as much as there is room for and says how much that was.</summary>
    public int Add(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty) return 0;
        if (_bytes.Length == 0) _bytes = GC.AllocateUninitializedArray<byte>(SizeBytes);
        MoveCarried();
        var count = Math.Min(part.Length, SizeBytes - _used);
        part[..count].CopyTo(_bytes.AsSpan(_used));
        _used += count;
        return count;
    }

    public ReadOnlySpan<byte> Take()
    {
        MoveCarried();
        var all = _bytes.AsSpan(0, _used);
        _used = 0;
        return all;
    }

    /// <summary>All but the beginning of a character at the end, which stays for what follows.</summary>
    public ReadOnlySpan<byte> TakeWholeCharacters()
    {
        MoveCarried();
        var carry = Utf8Repair.IncompleteTail(_bytes.AsSpan(0, _used));
        var whole = _bytes.AsSpan(0, _used - carry);
        (_carried, _used) = (whole.Length, carry);
        return whole;
    }

    private void MoveCarried()
    {
        if (_carried == 0) return;
        _bytes.AsSpan(_carried, _used).CopyTo(_bytes);
        _carried = 0;
    }
}
