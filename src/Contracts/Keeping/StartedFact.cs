using System.Buffers.Binary;
using System.Text;

namespace AgentExec.Contracts.Keeping;

/// <summary>The command's process: its pid, which is also its session's and process group's number, and its start time.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">Clock ticks since boot (<c>/proc/PID/stat</c>, field 22); 0 when it was gone before it could be read.</param>
/// <param name="Warning">What the command does not have although it was asked for, a terminal for one; null when it has all.</param>
public readonly record struct StartedFact(int Pid, long StartTicks, string? Warning = null)
{
    public KeeperFrame ToFrame()
    {
        var warning = Encoding.UTF8.GetBytes(Warning ?? "");
        var payload = new byte[12 + warning.Length];
        BinaryPrimitives.WriteInt32LittleEndian(payload, Pid);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(4), StartTicks);
        warning.CopyTo(payload, 12);
        return new KeeperFrame(KeeperFrameKind.Started, payload);
    }

    /// <exception cref="InvalidDataException">Not such a payload.</exception>
    public static StartedFact Decode(ReadOnlySpan<byte> payload) => payload.Length >= 12
        ? new StartedFact(
            BinaryPrimitives.ReadInt32LittleEndian(payload),
            BinaryPrimitives.ReadInt64LittleEndian(payload[4..]),
            payload.Length == 12 ? null : Encoding.UTF8.GetString(payload[12..]))
        : throw new InvalidDataException("not a started fact");
}
