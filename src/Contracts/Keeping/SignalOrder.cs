using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>Which signal goes to the job's process group, and why, so that <see cref="ExitRecord.Cause"/> can say it.</summary>
/// <param name="Signal">Its number.</param>
/// <param name="Cause">Why.</param>
/// <param name="Tree">Whether it goes to every descendant. Not in the frame: <see cref="KeeperFrameKind.NextToTree"/> says it, which older keepers skip.</param>
public readonly record struct SignalOrder(int Signal, SignalCause Cause, bool Tree = false)
{
    public KeeperFrame ToFrame()
    {
        var payload = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(payload, Signal);
        payload[4] = (byte)Cause;
        return new KeeperFrame(KeeperFrameKind.Signal, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload, or no signal of Linux.</exception>
    public static SignalOrder Decode(ReadOnlySpan<byte> payload)
    {
        var signal = payload.Length == 5 ? BinaryPrimitives.ReadInt32LittleEndian(payload) : 0;
        return signal is >= 1 and <= 64 && payload[4] is 1 or 2
            ? new SignalOrder(signal, (SignalCause)payload[4])
            : throw new InvalidDataException("not a signal order");
    }
}

/// <summary>Why a signal was sent.</summary>
public enum SignalCause : byte
{
    /// <summary>Somebody asked for it: the <c>kill</c> command.</summary>
    Kill = 1,

    /// <summary>The job's time is over.</summary>
    Timeout = 2,
}
