namespace AgentExec.Posix;

/// <summary>How a process ended, in the one number that wait4(2) has for it: the code in the second byte, or the signal in the lowest seven bits.</summary>
public readonly record struct WaitStatus(int Raw)
{
    private const int SignalBits = 0x7F, CoreBit = 0x80;

    /// <summary>0 to 255 when it exited.</summary>
    public int? ExitCode => (Raw & SignalBits) == 0 ? (Raw >> 8) & 0xFF : null;

    /// <summary>The signal that ended it.</summary>
    public int? Signal => (Raw & SignalBits) == 0 ? null : Raw & SignalBits;

    /// <summary>Whether the signal left a core dump.</summary>
    public bool CoreDumped => Signal is not null && (Raw & CoreBit) != 0;
}
