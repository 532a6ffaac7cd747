using System.Globalization;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>What the kernel says of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The living processes of a session, zombies not counted: pid 1 of a container may never reap them.</summary>
    public static List<int> LivingMembers(int session) =>
        [.. All().Where(p => p.State is not ('Z' or 'X') && p.Session == session).Select(p => p.Pid)];

    /// <summary>The zombies among the children of a process.</summary>
    public static List<int> Zombies(int parent) => [.. All().Where(p => p.State == 'Z' && p.Parent == parent).Select(p => p.Pid)];

    /// <summary>A figure of <c>/proc/PID/status</c> in KiB, such as VmRSS.</summary>
    public static long Kilobytes(int pid, string name) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim('\t'),
        CultureInfo.InvariantCulture);

    public static void Kill(int pid)
    {
        using var process = PidFd.TryOpen(pid);
        if (process is not null) _ = PidFd.Signal(process, 9);
    }

    /// <summary>Waits until a process has ended.</summary>
    public static void AwaitEnd(int pid)
    {
        using var process = PidFd.TryOpen(pid);
        Span<PollEntry> entries = [new PollEntry(process?.Number ?? -1, PollEntry.In)];
        if (process is not null && Poller.Wait(entries, (int)Patience.Limit.TotalMilliseconds) == 0) throw new TimeoutException($"process {pid} does not end");
    }

    private static IEnumerable<(int Pid, char State, int Parent, int Session)> All()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid)) continue;
            string stat;
            try
            {
                stat = File.ReadAllText($"/proc/{pid}/stat");
            }
            catch (IOException)
            {
                continue;
            }

            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (pid, fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
        }
    }
}
