using System.Globalization;
using System.Text;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// What a keeper writes into <c>keeper.lock</c>: that it took its order, and by which pipes or terminal its command can be found should it die before it has told
/// anybody of it. Two lines, <c>keeper PID START_TICKS BOOT_ID</c> and <c>output NAME NAME</c>, each written before what it speaks of happens.
/// </summary>
/// <param name="Pid">The keeper.</param>
/// <param name="StartTicks">When it began, in clock ticks since boot.</param>
/// <param name="BootId">Of which boot.</param>
/// <param name="Outputs">The pipes of the command's stdout and stderr (<c>pipe:[4711]</c>), or its terminal (<c>pts:[NUMBER@MADE]</c>); none when it was not about to start it.</param>
public sealed record KeeperMark(int Pid, long StartTicks, string BootId, IReadOnlyList<string> Outputs)
{
    private const string Keeper = "keeper", Output = "output";

    /// <summary>The line that says that the order was taken.</summary>
    public static byte[] OrderTaken(int pid, long startTicks, string bootId) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Keeper} {pid} {startTicks} {bootId}\n"));

    /// <summary>The line that says where the command is about to write.</summary>
    public static byte[] OutputGoesTo(IEnumerable<string> outputs) => Encoding.ASCII.GetBytes($"{Output} {string.Join(' ', outputs)}\n");

    /// <summary>Null when the text is not one, as of a keeper of an earlier release.</summary>
    public static KeeperMark? TryParse(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].Split(' ') is not [Keeper, var pid, var ticks, var boot]
            || !int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 1
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var start)) return null;
        var outputs = lines.Length > 1 && lines[1].Split(' ') is [Output, .. var names] ? names : [];
        return new KeeperMark(number, start, boot, [.. outputs.Where(IsOutput)]);
    }

    private static bool IsOutput(string name) =>
        (name.StartsWith("pipe:[", StringComparison.Ordinal) || name.StartsWith("pts:[", StringComparison.Ordinal)) && name.EndsWith(']');
}
