using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>How long a keeper with nothing else to do goes on trying to write its record: three seconds in all.</summary>
internal static class ExitRetry
{
    private const int Attempts = 5;

    /// <summary>The pause after that many earlier failures; null to give up, at once when the job directory is gone.</summary>
    public static TimeSpan? After(int errno, int earlierFailures) =>
        errno == Errno.NoEntry || earlierFailures >= Attempts ? null : TimeSpan.FromMilliseconds(100 << earlierFailures);
}
