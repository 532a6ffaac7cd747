using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>The anonymous pipes that a process has open, by the names that <c>/proc/PID/fd</c> gives them (<c>pipe:[4711]</c>).</summary>
public static unsafe class ProcessPipes
{
    private const int LongestName = 64;

    /// <summary>The pipe behind one of its descriptors; null when that is something else, or the process has ended or is hidden.</summary>
    public static string? Behind(int pid, string descriptor)
    {
        var name = stackalloc byte[LongestName];
        var length = LibC.ReadLink($"/proc/{pid}/fd/{descriptor}", name, LongestName);
        return length > 0 && Encoding.UTF8.GetString(name, (int)length) is var target && target.StartsWith("pipe:[", StringComparison.Ordinal) ? target : null;
    }

    /// <summary>Whether it has one of them open, at either end.</summary>
    public static bool HoldsAny(int pid, IReadOnlyCollection<string> pipes)
    {
        if (pipes.Count == 0) return false;
        try
        {
            using var directory = Files.OpenDirectory($"/proc/{pid}/fd");
            return DirectoryListing.Read(directory).Any(entry => Behind(pid, Encoding.ASCII.GetString(entry.Name)) is { } pipe && pipes.Contains(pipe));
        }
        catch (PosixException)
        {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }

    /// <summary>Whether the kernel lets us see what a process keeps to itself: the same check that decides whether its exit code is shown or 0.</summary>
    internal static bool MaySee(int pid)
    {
        var name = stackalloc byte[LongestName];
        return LibC.ReadLink($"/proc/{pid}/cwd", name, LongestName) >= 0 || Marshal.GetLastPInvokeError() == Errno.NoEntry;
    }
}
