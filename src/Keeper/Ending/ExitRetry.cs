using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>
/// How long a keeper goes on trying to write its record: as long as there is a directory that may take it one day. It may be the only one that knows the end,
/// and a full disk is emptied sooner or later (fault 12).
/// </summary>
internal static class ExitRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(5);

    /// <summary>Of what will not get better by itself: three seconds in all.</summary>
    private const int Attempts = 5;

    /// <summary>The pause after that many earlier failures; null to give up, at once when the job directory is gone.</summary>
    public static TimeSpan? After(int errno, int earlierFailures) => errno switch
    {
        Errno.NoEntry => null,
        // Somebody put a directory in the record's place.
        Errno.IsDirectory or Errno.NotDirectory or Errno.NotEmpty or Errno.Exists when earlierFailures >= Attempts => null,
        _ => earlierFailures >= Attempts + 1 ? Longest : First * (1 << earlierFailures),
    };
}
