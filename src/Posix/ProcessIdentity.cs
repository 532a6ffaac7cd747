namespace AgentExec.Posix;

/// <summary>
/// Which process is meant: the pid alone is given to others after a while, the pid with its start time and the boot it
/// belongs to is not (contract B8).
/// </summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">Start time in clock ticks since boot (<c>/proc/PID/stat</c>, field 22).</param>
/// <param name="BootId">Random id of the running boot.</param>
public sealed record ProcessIdentity(int Pid, long StartTicks, string BootId)
{
    private static readonly Lazy<string> Boot = new(ReadBootId);

    /// <summary>The running boot's id; empty where the system does not tell.</summary>
    public static string CurrentBootId => Boot.Value;

    /// <summary>How long it has existed, when it is of the running boot.</summary>
    public TimeSpan Age => BootClock.Now - BootClock.FromTicks(StartTicks);

    /// <summary>Identifies a living process; null when there is none or it is a zombie (which can do nothing any more).</summary>
    public static ProcessIdentity? Of(int pid) =>
        ProcessStat.TryRead(pid) is { HasEnded: false } stat ? new ProcessIdentity(pid, stat.StartTicks, CurrentBootId) : null;

    /// <summary>Whether exactly this process is alive.</summary>
    public bool IsAlive() => BootId == CurrentBootId && Of(Pid) is { } now && now.StartTicks == StartTicks;

    private static string ReadBootId() => SmallFile.TryRead("/proc/sys/kernel/random/boot_id")?.Trim() ?? "";
}
