using System.Globalization;
using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// How much rather than others the kernel kills this process when memory is short: <c>oom_score_adj</c>, −1000 (never) to 1000 (proc(5)). A process that it
/// starts has the same.
/// </summary>
public static class OomScore
{
    private const string Place = "/proc/self/oom_score_adj";

    /// <summary>That of this process; null when the system does not tell.</summary>
    public static int? Own() =>
        int.TryParse(SmallFile.TryRead(Place)?.TrimEnd('\n'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A descriptor to set it through, also when no other can be opened any more; null when it cannot be had.</summary>
    public static FileDescriptor? TryOpen()
    {
        try
        {
            return Files.OpenWrite(null, Place);
        }
        catch (PosixException)
        {
            return null;
        }
    }

    /// <summary>Sets it; whether the system did it. Less than it has ever been set to by somebody with the right (CAP_SYS_RESOURCE) needs that right.</summary>
    /// <param name="place">What <see cref="TryOpen"/> answered.</param>
    /// <param name="value">The new value.</param>
    public static bool TrySet(FileDescriptor place, int value) =>
        place.TryWrite(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture))) > 0;
}
