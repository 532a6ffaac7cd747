using System.Globalization;
using AgentExec.Posix;

namespace AgentExec.Tests.Shared;

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

    /// <summary>
    /// The living processes that have anything to do with a directory: by an argument, their environment or their working directory. A workload that
    /// was given an empty environment still stands in the directory it was started in.
    /// </summary>
    public static List<int> TracesOf(string directory) =>
        [.. Others().Where(pid => Mentions(pid, directory))];

    /// <summary>The living processes whose argument list, joined by spaces, contains the text.</summary>
    public static List<int> WithArguments(string text) =>
        [.. Others().Where(pid => Arguments(pid).Contains(text, StringComparison.Ordinal))];

    /// <summary>A process's arguments, joined by spaces; empty when it has ended.</summary>
    public static string Arguments(int pid) => ReadAll($"/proc/{pid}/cmdline").Replace('\0', ' ').TrimEnd();

    public static bool IsAlive(int pid) => All().Any(p => p.Pid == pid && p.State is not ('Z' or 'X'));

    public static char StateOf(int pid) => All().FirstOrDefault(p => p.Pid == pid).State;

    public static int ParentOf(int pid) => All().First(p => p.Pid == pid).Parent;

    public static void Kill(int pid)
    {
        using var process = PidFd.TryOpen(pid);
        if (process is not null) _ = PidFd.Signal(process, 9);
    }

    /// <summary>Waits until a process has ended.</summary>
    public static void AwaitEnd(int pid)
    {
        if (!HasEnded(pid, Patience.Limit)) throw new TimeoutException($"process {pid} does not end");
    }

    /// <summary>Waits at most so long until a process has ended.</summary>
    public static bool HasEnded(int pid, TimeSpan patience)
    {
        using var process = PidFd.TryOpen(pid);
        return process is null || Poller.WaitReadable(process, patience);
    }

    /// <summary>Whether somebody waits for the lock of a file to be free (proc_locks(5)).</summary>
    public static bool WaitsForLock(string path)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $":{FileStamp.TryRead(path)?.Inode} ");
        return File.ReadLines("/proc/locks").Any(line => line.Contains("->", StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
    }

    private static IEnumerable<int> Others() =>
        All().Where(p => p.State is not ('Z' or 'X') && p.Pid != Environment.ProcessId).Select(p => p.Pid);

    private static bool Mentions(int pid, string directory) =>
        ReadAll($"/proc/{pid}/cmdline").Contains(directory, StringComparison.Ordinal)
        || ReadAll($"/proc/{pid}/environ").Contains(directory, StringComparison.Ordinal)
        || (LinkOf($"/proc/{pid}/cwd")?.StartsWith(directory, StringComparison.Ordinal) ?? false);

    // Processes come and go while we look, and those of other users do not show everything.
    private static string ReadAll(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Pid, char State, int Parent, int Session)> All()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid)) continue;
            var stat = ReadAll($"/proc/{pid}/stat");
            if (stat.Length == 0) continue;
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (pid, fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
        }
    }
}
