using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// Whether a process of a family sleeps because nobody types: in a read of the input that the family's root has (proc(5), <c>/proc/PID/syscall</c>, or where that may not be
/// read <c>/proc/PID/wchan</c>). One that asks by poll(2) for many things at once cannot be told from a server, and is not.
/// </summary>
public static class InputWait
{
    // By read(2), readv(2), and select(2) over descriptor 0 alone, which is what line editors do.
    private static readonly long[] Reads = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? [63, 65] : [0, 19];
    private static readonly long[] Selects = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? [72] : [23, 270];
    private static readonly string[] Places = ["pipe_read", "anon_pipe_read", "fifo_pipe_read", "n_tty_read", "wait_woken"];

    /// <summary>Looks once, at one moment.</summary>
    public static bool IsWaiting(int root) => Waiting([root]).Count > 0;

    /// <summary>Those of these roots of which somebody waits. However many they are, all processes are read once at most.</summary>
    public static IReadOnlySet<int> Waiting(IReadOnlyCollection<int> roots)
    {
        var waiting = new HashSet<int>();
        ILookup<int, ProcessStat>? children = null;
        foreach (var root in roots)
        {
            if (InputOf(root) is not { } input) continue;
            if (IsReading(root) || Family(root).Exists(process => InputOf(process.Pid) == input && IsReading(process.Pid))) waiting.Add(root);
        }

        return waiting;

        List<ProcessStat> Family(int root) => ProcessTree.Below([root], children ??= ProcessTree.ByParent(ProcessStat.All()));
    }

    /// <summary>Reads the line of <c>/proc/PID/syscall</c>: number and arguments, <c>running</c>, or −1; null when it says nothing.</summary>
    internal static bool? IsReadOfInput(string? line)
    {
        if (line?.Split(' ') is not [var call, var first, ..] || !long.TryParse(call, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return line?.StartsWith("running", StringComparison.Ordinal) == true ? false : null;
        return Reads.Contains(number) && first == "0x0" || Selects.Contains(number) && first == "0x1";
    }

    internal static bool IsReadPlace(string? place) => Places.Contains(place?.Trim());

    private static bool IsReading(int pid) => IsReadOfInput(SmallFile.TryRead($"/proc/{pid}/syscall")) ?? IsReadPlace(SmallFile.TryRead($"/proc/{pid}/wchan"));

    // As the link says it: a pipe's name is no path, and made one it would be another for each process.
    private static string? InputOf(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/fd/0").LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
