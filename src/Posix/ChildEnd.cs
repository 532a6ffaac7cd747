using System.Buffers.Binary;

namespace AgentExec.Posix;

/// <summary>The exact end of a child: a code or a signal, never both, and what it used.</summary>
/// <param name="Pid">Which child.</param>
/// <param name="ExitCode">0 to 255 when it exited.</param>
/// <param name="Signal">The signal that ended it.</param>
/// <param name="CoreDumped">Whether the signal left a core dump.</param>
/// <param name="UserTime">CPU time in user mode, descendants it waited for included.</param>
/// <param name="SystemTime">CPU time in the kernel.</param>
/// <param name="PeakMemoryBytes">Largest resident size of any one process among them.</param>
public readonly record struct ChildEnd(
    int Pid, int? ExitCode, int? Signal, bool CoreDumped, TimeSpan UserTime, TimeSpan SystemTime, long PeakMemoryBytes)
{
    private const int CodeExited = 1, CodeDumped = 3;

    // siginfo_t of 64-bit Linux: si_code at 8, si_pid at 16, si_status at 24; rusage: two timevals, then ru_maxrss in KiB.
    internal static ChildEnd? Read(ReadOnlySpan<byte> info, ReadOnlySpan<byte> usage)
    {
        var pid = BinaryPrimitives.ReadInt32LittleEndian(info[16..]);
        if (pid == 0) return null;
        var code = BinaryPrimitives.ReadInt32LittleEndian(info[8..]);
        var status = BinaryPrimitives.ReadInt32LittleEndian(info[24..]);
        return new ChildEnd(
            pid,
            code == CodeExited ? status : null,
            code == CodeExited ? null : status,
            code == CodeDumped,
            Time(usage),
            Time(usage[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(usage[32..]) * 1024);
    }

    private static TimeSpan Time(ReadOnlySpan<byte> timeval) =>
        TimeSpan.FromSeconds(BinaryPrimitives.ReadInt64LittleEndian(timeval))
        + TimeSpan.FromMicroseconds(BinaryPrimitives.ReadInt64LittleEndian(timeval[8..]));
}
