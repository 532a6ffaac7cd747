using AgentExec.Posix;

namespace AgentExec.Cli.Bridging;

/// <summary>Whom a signal is passed on to: whoever has it already does not get it again.</summary>
internal static class ForwardRule
{
    /// <param name="signal">What came.</param>
    /// <param name="sharesGroup">Whether the child is in our process group, to all of which the kernel says what happens at its terminal.</param>
    public static bool IsForChild(CaughtSignal signal, bool sharesGroup) =>
        ProcessSignals.Ends.Contains(signal.Number) && !(signal.OfKernel && sharesGroup);
}
