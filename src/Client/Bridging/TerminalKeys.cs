using System.Runtime.InteropServices;
using AgentExec.Posix;

namespace AgentExec.Client.Bridging;

/// <summary>
/// A key such as Ctrl-C signals the whole foreground group of a terminal. The runtime does not say where a signal came from; in that group, it was a key.
/// </summary>
internal static class TerminalKeys
{
    /// <summary>Whether the child has the signal already.</summary>
    /// <param name="signal">What came.</param>
    /// <param name="ours">This process; null when it cannot be looked at.</param>
    /// <param name="child">The child; null when it has gone.</param>
    /// <param name="foreground">The foreground group of our terminal; 0 or less without one.</param>
    public static bool Reach(PosixSignal signal, ProcessStat? ours, ProcessStat? child, int foreground) =>
        signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && foreground > 0 && ours?.Group == foreground && child?.Group == foreground;
}
