using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// Bytes for a command's stdin. A keeper remembers the last <see cref="Remembered"/> ids and what became of them: an order given again, by a host that does
/// not know whether the one before it was heard, is answered and not written twice.
/// </summary>
/// <param name="Id">Names the order.</param>
/// <param name="LimitMs">How long the keeper tries while the command does not read, 0 to <see cref="LongestLimitMs"/>; then what is left is dropped and said.</param>
/// <param name="Bytes">At most <see cref="MostBytes"/>.</param>
/// <param name="ApplicationBytes">What to write instead while the terminal is in application cursor mode (DECCKM); empty for the same.</param>
public sealed record InputOrder(Guid Id, int LimitMs, byte[] Bytes, byte[] ApplicationBytes)
{
    /// <summary>Both texts of an order stay well below the largest frame a keeper takes.</summary>
    public const int MostBytes = 24 * 1024;

    public const int LongestLimitMs = 60_000, Remembered = 64;

    private const int HeaderBytes = 16 + 4 + 4;

    /// <summary>Hides the bytes: a password may be among them.</summary>
    public override string ToString() => $"InputOrder({Id}, {Bytes.Length} bytes)";

    public KeeperFrame ToFrame(KeeperFrameKind kind = KeeperFrameKind.Input)
    {
        var payload = new byte[HeaderBytes + Bytes.Length + ApplicationBytes.Length];
        _ = Id.TryWriteBytes(payload);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(16), LimitMs);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(20), Bytes.Length);
        Bytes.CopyTo(payload, HeaderBytes);
        ApplicationBytes.CopyTo(payload, HeaderBytes + Bytes.Length);
        return new KeeperFrame(kind, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload.</exception>
    public static InputOrder Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderBytes) throw new InvalidDataException("not an order of input");
        var limit = BinaryPrimitives.ReadInt32LittleEndian(payload[16..]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(payload[20..]);
        var rest = payload[HeaderBytes..];
        return limit is >= 0 and <= LongestLimitMs && length is >= 0 and <= MostBytes && length <= rest.Length && rest.Length - length <= MostBytes
            ? new InputOrder(new Guid(payload[..16]), limit, rest[..length].ToArray(), rest[length..].ToArray())
            : throw new InvalidDataException("not an order of input");
    }
}
