using System.Globalization;

namespace AgentExec.Load;

/// <summary>What the kernel says a process costs.</summary>
internal static class ProcessFigures
{
    /// <summary>Proportional share of memory in MB: shared pages are divided among those that share them.</summary>
    public static double Proportional(int pid) => Sum($"/proc/{pid}/smaps_rollup", "Pss:") / 1024.0;

    /// <summary>Resident memory in MB.</summary>
    public static double Resident(int pid) => Sum($"/proc/{pid}/status", "VmRSS:") / 1024.0;

    /// <summary>Memory in MB that no file backs.</summary>
    public static double Anonymous(int pid) => Sum($"/proc/{pid}/status", "RssAnon:") / 1024.0;

    public static int Descriptors(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Count();

    public static int Threads(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/task").Count();

    // In KiB.
    private static long Sum(string file, string field) => long.Parse(
        File.ReadLines(file).First(line => line.StartsWith(field, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
