using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>How large a terminal is, in characters: 1 to <see cref="Most"/> each (tty_ioctl(2) has unsigned shorts; more than this no program expects).</summary>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    public const int Most = 1000;

    /// <summary>What a session has that asks for a terminal and says no size.</summary>
    public static readonly TerminalSize Default = new(120, 30);

    public bool IsPossible => Columns is >= 1 and <= Most && Rows is >= 1 and <= Most;

    public KeeperFrame ToFrame()
    {
        var payload = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(payload, Columns);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(4), Rows);
        return new KeeperFrame(KeeperFrameKind.Resize, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload, or no size.</exception>
    public static TerminalSize Decode(ReadOnlySpan<byte> payload)
    {
        var size = payload.Length == 8
            ? new TerminalSize(BinaryPrimitives.ReadInt32LittleEndian(payload), BinaryPrimitives.ReadInt32LittleEndian(payload[4..]))
            : default;
        return size.IsPossible ? size : throw new InvalidDataException("not a terminal's size");
    }
}
