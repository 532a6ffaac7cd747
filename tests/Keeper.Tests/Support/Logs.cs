using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>Logs without a job around them.</summary>
internal static class Logs
{
    public static LogFile Open(FileDescriptor file, long maxBytes = 0, bool wholeLines = false, Func<OutputGap?, bool>? note = null) =>
        new(file, LogLimit.Of(maxBytes), new LogCut(file, note ?? (_ => true), wholeLines));
}
