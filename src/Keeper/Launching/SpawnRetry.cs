using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>A system that is short of processes or memory for a moment gets a few chances (fault 26), under a second in all.</summary>
internal static class SpawnRetry
{
    private const int Attempts = 5;

    /// <summary>How long to wait after the attempt (counted from 0) failed with this error; null to give up.</summary>
    public static TimeSpan? After(int errno, int attempt) =>
        errno is Errno.Again or Errno.OutOfMemory && attempt < Attempts ? TimeSpan.FromMilliseconds(20 << attempt) : null;
}
