using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>The command's process: its pid, which is also its session's and process group's number, and its start time.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">Clock ticks since boot (<c>/proc/PID/stat</c>, field 22); 0 when it was gone before it could be read.</param>
public readonly record struct StartedFact(int Pid, long StartTicks)
{
    public KeeperFrame ToFrame()
    {
        var payload = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(payload, Pid);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(4), StartTicks);
        return new KeeperFrame(KeeperFrameKind.Started, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload.</exception>
    public static StartedFact Decode(ReadOnlySpan<byte> payload) => payload.Length == 12
        ? new StartedFact(BinaryPrimitives.ReadInt32LittleEndian(payload), BinaryPrimitives.ReadInt64LittleEndian(payload[4..]))
        : throw new InvalidDataException("not a started fact");
}
