using System.Buffers.Binary;

namespace AgentExec.Remoting.Loopback;

/// <summary>Takes Akka.Remote's frames out of a stream of bytes: four bytes of length, little-endian and without themselves, then as many bytes.</summary>
/// <param name="maximum">Largest length that is believed.</param>
internal sealed class FrameBuffer(int maximum)
{
    private const int LengthBytes = 4, FirstBytes = 16 * 1024;

    private byte[] _bytes = new byte[FirstBytes];
    private int _begin, _end;

    /// <summary>A length that no frame has was read: what follows means nothing.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Room for what comes next, at least one byte.</summary>
    public Memory<byte> Free()
    {
        if (_begin == _end) (_begin, _end) = (0, 0);
        if (_end == _bytes.Length) MakeRoom();
        return _bytes.AsMemory(_end);
    }

    /// <summary>Says how much of <see cref="Free"/> was filled.</summary>
    public void Filled(int count) => _end += count;

    /// <summary>The next whole frame, valid until <see cref="Free"/> is called; false when there is none yet. Empty frames mean nothing and are skipped.</summary>
    public bool TryTake(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        while (!IsBroken && _end - _begin >= LengthBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_begin));
            IsBroken = length < 0 || length > maximum;
            if (IsBroken || _end - _begin - LengthBytes < length) return false;
            frame = _bytes.AsSpan(_begin + LengthBytes, length);
            _begin += LengthBytes + length;
            if (length > 0) return true;
        }

        return false;
    }

    // As large as the frame that has begun needs, and never larger than the largest; small again behind a large one.
    private void MakeRoom()
    {
        var kept = _bytes.AsSpan(_begin, _end - _begin);
        var needed = kept.Length < LengthBytes ? FirstBytes : LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(kept);
        var size = Math.Max(FirstBytes, Math.Min(needed, Math.Max(2 * kept.Length, FirstBytes)));
        var into = size == _bytes.Length ? _bytes : new byte[size];
        kept.CopyTo(into);
        (_bytes, _begin, _end) = (into, 0, kept.Length);
    }
}
