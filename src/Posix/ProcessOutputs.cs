using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// The anonymous pipes and the terminals that a process has open, by names that nothing else has: for a pipe that of <c>/proc/PID/fd</c> (<c>pipe:[4711]</c>), for a
/// terminal, whose number is given again, the number and when it was made (<c>pts:[3@1795704069.977270985]</c>).
/// </summary>
public static unsafe class ProcessOutputs
{
    private const int LongestName = 64, ChangedAt = 96, MinorAt = 132;
    private const uint ChangeTime = 0x80;
    private const string Pipe = "pipe:[", Terminal = "/dev/pts/";

    /// <summary>The pipe or terminal behind one of its descriptors; null when that is something else, or the process has ended or is hidden.</summary>
    public static string? Behind(int pid, string descriptor) => LinkOf(pid, descriptor) switch
    {
        { } pipe when pipe.StartsWith(Pipe, StringComparison.Ordinal) => pipe,
        { } terminal when terminal.StartsWith(Terminal, StringComparison.Ordinal) => NameOfTerminal(pid, descriptor),
        _ => null,
    };

    /// <summary>The pipe behind one of its descriptors; null when there is none.</summary>
    public static string? PipeBehind(int pid, string descriptor) =>
        LinkOf(pid, descriptor) is { } target && target.StartsWith(Pipe, StringComparison.Ordinal) ? target : null;

    /// <summary>Whether it has one of them open, at either end.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="outputs">Names as <see cref="Behind"/> gives them.</param>
    public static bool HoldsAny(int pid, IReadOnlyCollection<string> outputs)
    {
        if (outputs.Count == 0) return false;
        try
        {
            using var directory = Files.OpenDirectory($"/proc/{pid}/fd");
            return DirectoryListing.Read(directory).Any(entry => Behind(pid, Encoding.ASCII.GetString(entry.Name)) is { } output && outputs.Contains(output));
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

    private static string? LinkOf(int pid, string descriptor)
    {
        var name = stackalloc byte[LongestName];
        var length = LibC.ReadLink($"/proc/{pid}/fd/{descriptor}", name, LongestName);
        return length > 0 ? Encoding.UTF8.GetString(name, (int)length) : null;
    }

    // Of a terminal that is gone (its keeper was killed) this stays as it was, as long as anybody has it open.
    private static string? NameOfTerminal(int pid, string descriptor)
    {
        var buffer = stackalloc byte[256];
        if (LibC.StatX(LibC.AtCurrent, $"/proc/{pid}/fd/{descriptor}", 0, ChangeTime, buffer) != 0) return null;
        var status = new ReadOnlySpan<byte>(buffer, 256);
        var (seconds, nanoseconds) = (BinaryPrimitives.ReadInt64LittleEndian(status[ChangedAt..]), BinaryPrimitives.ReadUInt32LittleEndian(status[(ChangedAt + 8)..]));
        return string.Create(CultureInfo.InvariantCulture, $"pts:[{BinaryPrimitives.ReadUInt32LittleEndian(status[MinorAt..])}@{seconds}.{nanoseconds:D9}]");
    }
}
