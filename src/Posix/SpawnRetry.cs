namespace AgentExec.Posix;

/// <summary>A system that is short of processes, memory or descriptors for a moment gets a few chances (fault 26), under a second in all.</summary>
public static class SpawnRetry
{
    private const int Attempts = 5;

    /// <summary>How long to wait after the attempt (counted from 0) failed with this error; null to give up.</summary>
    public static TimeSpan? After(int errno, int attempt) =>
        errno is Errno.Again or Errno.OutOfMemory or Errno.ProcessDescriptors or Errno.SystemDescriptors && attempt < Attempts
            ? TimeSpan.FromMilliseconds(20 << attempt)
            : null;

    /// <summary>Tries so often, blocking the thread in between.</summary>
    /// <param name="attempt">Is told how often it has failed before.</param>
    /// <exception cref="PosixException">What the last attempt failed with.</exception>
    public static T Run<T>(Func<int, T> attempt)
    {
        for (var failures = 0;; failures++)
        {
            try
            {
                return attempt(failures);
            }
            catch (PosixException error) when (After(error.Errno, failures) is { } pause)
            {
                _ = Poller.Wait([], (int)pause.TotalMilliseconds);
            }
        }
    }
}
