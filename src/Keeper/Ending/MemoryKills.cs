using System.Globalization;
using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>
/// How many processes the kernel has killed for want of memory in the control group that this keeper, and with it its job, is in (fault 35):
/// <c>memory.events</c> of cgroup v2, <c>memory.oom_control</c> of v1 (cgroups(7)). A SIGKILL says nothing of where it came from; this is the nearest that a
/// process without rights can find out, and no proof, since others may live in the group.
/// </summary>
/// <param name="counter">The file that counts; null when there is none, as on a machine without the memory controller.</param>
internal sealed class MemoryKills(string? counter)
{
    private const string Unified = "/sys/fs/cgroup", Legacy = "/sys/fs/cgroup/memory";

    private readonly long _before = Read(counter);

    /// <summary>Whether the kernel has killed somebody there since this was made.</summary>
    public bool HaveGrown => Read(counter) > _before;

    /// <summary>From now on, where this process is.</summary>
    public static MemoryKills Watch() => new(Places(SmallFile.TryRead("/proc/self/cgroup") ?? "").FirstOrDefault(place => SmallFile.TryRead(place) is not null));

    /// <summary>The files that may count for a process, the likeliest first.</summary>
    /// <param name="groups">Its <c>/proc/PID/cgroup</c>: lines of number, controllers and path.</param>
    public static IEnumerable<string> Places(string groups)
    {
        foreach (var line in groups.Split('\n'))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path]) continue;
            if (controllers.Length == 0) yield return $"{Unified}{path.TrimEnd('/')}/memory.events";
            else if (controllers.Split(',').Contains("memory")) yield return $"{Legacy}{path.TrimEnd('/')}/memory.oom_control";
        }
    }

    /// <summary>The count in such a file; 0 when it has none.</summary>
    public static long CountIn(string text)
    {
        foreach (var line in text.Split('\n'))
            if (line.Split(' ') is ["oom_kill", var count] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        return 0;
    }

    private static long Read(string? file) => file is null ? 0 : CountIn(SmallFile.TryRead(file) ?? "");
}
