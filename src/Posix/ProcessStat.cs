using System.Globalization;
using System.Text;

namespace AgentExec.Posix;

/// <summary>What <c>/proc/PID/stat</c> says of a process (proc_pid_stat(5)).</summary>
/// <param name="Pid">Its number.</param>
/// <param name="State">One letter; Z is a zombie.</param>
/// <param name="Parent">Pid of its parent.</param>
/// <param name="Group">Its process group.</param>
/// <param name="Session">Its session.</param>
/// <param name="StartTicks">Start time in clock ticks since boot: with the pid, its identity within a boot.</param>
/// <param name="ExitCode">The last field: of a zombie its end, and 0 of one that we have no right to see the end of.</param>
public readonly record struct ProcessStat(int Pid, char State, int Parent, int Group, int Session, long StartTicks, int ExitCode)
{
    // Field numbers of the manual page; what follows the name starts at field 3.
    private const int First = 3, ParentField = 4, GroupField = 5, SessionField = 6, ForegroundField = 8, StartField = 22, ExitField = 52;

    /// <summary>Whether it can do nothing any more.</summary>
    public bool HasEnded => State is 'Z' or 'X';

    /// <summary>Reads it; null when there is no such process, or it is hidden from us.</summary>
    public static ProcessStat? TryRead(int pid)
    {
        if (SmallFile.TryRead($"/proc/{pid}/stat") is not { Length: > 0 } text) return null;
        // The name in parentheses may itself hold parentheses and spaces: count from the last one.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(
            pid, fields[0][0], Number(fields, ParentField), Number(fields, GroupField), Number(fields, SessionField),
            long.Parse(fields[StartField - First], CultureInfo.InvariantCulture), Number(fields, ExitField));
    }

    /// <summary>The process group in the foreground of our controlling terminal; −1 without one.</summary>
    public static int ForegroundGroup() =>
        SmallFile.TryRead("/proc/self/stat") is { Length: > 0 } text ? Number(text[(text.LastIndexOf(')') + 2)..].Split(' '), ForegroundField) : -1;

    /// <summary>Every process that is not hidden from us, zombies too, in no order.</summary>
    public static List<ProcessStat> All()
    {
        var all = new List<ProcessStat>();
        using var directory = Files.OpenDirectory("/proc");
        foreach (var entry in DirectoryListing.Read(directory))
            if (int.TryParse(Encoding.ASCII.GetString(entry.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && TryRead(pid) is { } stat)
                all.Add(stat);
        return all;
    }

    private static int Number(string[] fields, int field) => int.Parse(fields[field - First], CultureInfo.InvariantCulture);
}
