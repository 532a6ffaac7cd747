using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// One message on the link between host and keeper: four bytes little-endian length of what follows, one byte <see cref="KeeperFrameKind"/>, payload.
/// Both ends are the same user's and of the same release, but a keeper may outlive its host: kinds are only ever added.
/// </summary>
public readonly record struct KeeperFrame(KeeperFrameKind Kind, byte[] Payload)
{
    /// <summary>The largest payload either side accepts; a launch order is the only large one.</summary>
    public const int MaximumPayloadBytes = 16 * 1024 * 1024;

    private const int HeaderBytes = 5;

    public byte[] Encode()
    {
        var bytes = new byte[HeaderBytes + Payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Payload.Length + 1);
        bytes[4] = (byte)Kind;
        Payload.CopyTo(bytes, HeaderBytes);
        return bytes;
    }

    /// <summary>Takes one frame from the front of a buffer: how many bytes it used, 0 when it is not complete yet.</summary>
    /// <exception cref="InvalidDataException">The length cannot be right; the link is to be closed.</exception>
    public static int TryDecode(ReadOnlySpan<byte> buffer, out KeeperFrame frame)
    {
        frame = default;
        if (buffer.Length < HeaderBytes) return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
        if (length is < 1 or > MaximumPayloadBytes + 1) throw new InvalidDataException($"keeper frame of {length} bytes");
        if (buffer.Length < 4 + length) return 0;
        frame = new KeeperFrame((KeeperFrameKind)buffer[4], buffer.Slice(HeaderBytes, length - 1).ToArray());
        return 4 + length;
    }
}
