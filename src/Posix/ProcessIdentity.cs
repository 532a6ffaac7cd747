using System.Globalization;
using System.Text;

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
        ReadStat(pid) is { State: not ('Z' or 'X') } stat ? new ProcessIdentity(pid, stat.StartTicks, CurrentBootId) : null;

    /// <summary>Whether exactly this process is alive.</summary>
    public bool IsAlive() => BootId == CurrentBootId && Of(Pid) is { } now && now.StartTicks == StartTicks;

    private static (char State, long StartTicks)? ReadStat(int pid)
    {
        if (ReadSmall($"/proc/{pid}/stat") is not { } text) return null;
        // The name in parentheses may itself hold parentheses and spaces: count from the last one. What follows starts at field 3.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (fields[0][0], long.Parse(fields[22 - 3], CultureInfo.InvariantCulture));
    }

    private static string ReadBootId() => ReadSmall("/proc/sys/kernel/random/boot_id")?.Trim() ?? "";

    // /proc answers such a file whole in one read. Plain descriptors, because the keeper carries no file streams.
    private static string? ReadSmall(string path)
    {
        try
        {
            using var file = Files.TryOpenRead(null, path);
            Span<byte> buffer = stackalloc byte[4096];
            return file is null ? null : Encoding.UTF8.GetString(buffer[..file.Read(buffer)]);
        }
        catch (PosixException)
        {
            return null;
        }
    }
}
