using System.Buffers.Binary;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Links;

/// <summary>
/// Turns received bytes into frames. Memory follows what has arrived, never what a header promises, and no frame may be larger than the limit.
/// </summary>
internal sealed class FrameInbox
{
    /// <summary>Any order but the launch is a few bytes; the room is for kinds that a later host may know.</summary>
    public const int OrderLimitBytes = 64 * 1024;

    private const int LengthBytes = 4, ReadBytes = 4096;

    private byte[] _buffer = [];
    private int _start, _end;

    /// <summary>The largest frame accepted from now on.</summary>
    public int LimitBytes { get; set; } = LengthBytes + 1 + KeeperFrame.MaximumPayloadBytes;

    /// <summary>Where the next received bytes go; <see cref="Added"/> says how many they were.</summary>
    public Span<byte> Room()
    {
        if (_start == _end) _start = _end = 0;
        if (_buffer.Length - _end < ReadBytes)
        {
            var held = _buffer.AsSpan(_start, _end - _start);
            var target = held.Length + ReadBytes <= _buffer.Length ? _buffer : new byte[Math.Max(ReadBytes, held.Length * 2 + ReadBytes)];
            held.CopyTo(target);
            (_buffer, _start, _end) = (target, 0, held.Length);
        }

        return _buffer.AsSpan(_end);
    }

    public void Added(int count) => _end += count;

    /// <exception cref="InvalidDataException">What arrived cannot be a frame: the link is to be closed.</exception>
    public bool TryTake(out KeeperFrame frame)
    {
        var held = _buffer.AsSpan(_start, _end - _start);
        // Refused before the rest arrives, which may be never. A negative length is a large one here.
        if (held.Length >= LengthBytes && BinaryPrimitives.ReadUInt32LittleEndian(held) is var length
            && (length == 0 || length > (uint)(LimitBytes - LengthBytes)))
            throw new InvalidDataException($"keeper frame of {length} bytes, {LimitBytes} with its length at most");
        var used = KeeperFrame.TryDecode(held, out frame);
        _start += used;
        return used > 0;
    }

    /// <summary>Gives back the memory that a large frame needed.</summary>
    public void Trim()
    {
        _buffer = _buffer.AsSpan(_start, _end - _start).ToArray();
        (_start, _end) = (0, _buffer.Length);
    }
}
