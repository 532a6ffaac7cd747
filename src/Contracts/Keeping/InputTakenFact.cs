using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>What became of an <see cref="InputOrder"/>.</summary>
/// <param name="Id">Of the order.</param>
/// <param name="Bytes">How many of its bytes the system took.</param>
/// <param name="Outcome">Why not more, or that it were all.</param>
public sealed record InputTakenFact(Guid Id, int Bytes, InputOutcome Outcome)
{
    public KeeperFrame ToFrame()
    {
        var payload = new byte[21];
        _ = Id.TryWriteBytes(payload);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(16), Bytes);
        payload[20] = (byte)Outcome;
        return new KeeperFrame(KeeperFrameKind.InputTaken, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload.</exception>
    public static InputTakenFact Decode(ReadOnlySpan<byte> payload)
    {
        var bytes = payload.Length == 21 ? BinaryPrimitives.ReadInt32LittleEndian(payload[16..]) : -1;
        return bytes >= 0 && payload[20] is >= (byte)InputOutcome.Taken and <= (byte)InputOutcome.Refused
            ? new InputTakenFact(new Guid(payload[..16]), bytes, (InputOutcome)payload[20])
            : throw new InvalidDataException("not a fact of input");
    }
}

/// <summary>How an order of input ended.</summary>
public enum InputOutcome : byte
{
    /// <summary>Every byte was taken, or the input is closed as ordered.</summary>
    Taken = 1,

    /// <summary>The command did not read in time; the rest was dropped.</summary>
    TimedOut = 2,

    /// <summary>The input had been closed by an order before, or the command was started without one.</summary>
    Closed = 3,

    /// <summary>Nobody can read it any more: the command has closed its end or has ended.</summary>
    Broken = 4,

    /// <summary>Too much input is waiting already; nothing of it was taken.</summary>
    Refused = 5,
}
