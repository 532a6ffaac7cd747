using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Diagnosis;

/// <summary>Whether this process may make control groups (cgroup v2) below its own.</summary>
/// <param name="Path">Its own group's directory; null when there is no such hierarchy.</param>
/// <param name="IsDelegated">Whether this user may make groups there.</param>
/// <param name="Controllers">What is at hand in it, separated by blanks.</param>
/// <param name="HasKill">Whether a group can be killed as a whole (Linux 5.14).</param>
internal sealed record ControlGroup(string? Path, bool IsDelegated, string Controllers, bool HasKill)
{
    private const string Without = "nothing of a job can be bounded by it, and the want of memory is suspected of a SIGKILL only where memory.events, or memory.oom_control of v1, is there";

    /// <summary>Of this process.</summary>
    public static ControlGroup Read(string ownGroups, string mounts)
    {
        if (FindPath(ownGroups, mounts) is not { } path || !Directory.Exists(path)) return new ControlGroup(null, false, "", false);
        var isDelegated = FileSystemFacts.Allows(path, 3) && FileSystemFacts.Allows(System.IO.Path.Combine(path, "cgroup.procs"), 2)
            && !FileSystemFacts.Of(path).IsReadOnly;
        var list = System.IO.Path.Combine(path, "cgroup.controllers");
        return new ControlGroup(
            path, isDelegated, File.Exists(list) ? File.ReadAllText(list).Trim() : "", File.Exists(System.IO.Path.Combine(path, "cgroup.kill")));
    }

    /// <summary>Where a process's group of the second hierarchy is: its line in <c>/proc/PID/cgroup</c> below the mount in <c>/proc/PID/mountinfo</c>.</summary>
    public static string? FindPath(string ownGroups, string mounts)
    {
        var own = ownGroups.Split('\n').FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        var mount = mounts.Split('\n').Select(line => line.Split(' ')).FirstOrDefault(IsSecondHierarchy);
        return own is null || mount is null ? null : mount[4].TrimEnd('/') + own;
    }

    public DoctorCheck Judge()
    {
        if (Path is null) return DoctorCheck.Warn("cgroup", $"no cgroup v2 hierarchy: {Without}", "mount one, or run in a container or session that has one");
        if (!IsDelegated) return DoctorCheck.Warn("cgroup", $"{Path} is not this user's to divide: {Without}", "run in a delegated group: 'systemd-run --user -p Delegate=yes'");
        var missing = string.Join(", ", Missing());
        return missing.Length == 0
            ? DoctorCheck.Ok("cgroup", $"{Path} is this user's to divide, with cgroup.kill, pids.max and memory.events")
            : DoctorCheck.Warn("cgroup", $"{Path} is this user's to divide, but has no {missing}: {Without}", "enable the pids and memory controllers there");
    }

    private IEnumerable<string> Missing()
    {
        var controllers = Controllers.Split(' ');
        // Groups other than the first one have the file; the first one itself never does.
        if (!HasKill && !Path!.EndsWith("unified/", StringComparison.Ordinal)) yield return "cgroup.kill";
        if (!controllers.Contains("pids")) yield return "pids.max";
        if (!controllers.Contains("memory")) yield return "memory.events";
    }

    // 36 35 0:31 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw
    private static bool IsSecondHierarchy(string[] fields) =>
        Array.IndexOf(fields, "-") is > 5 and var dash && dash + 1 < fields.Length && fields[dash + 1] == "cgroup2";
}
