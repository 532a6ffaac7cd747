namespace AgentExec.Keeper.Output;

/// <summary>
/// When a passage from one stream to the other is written down: at once, until a million of them are. From then on those that lie close together become one or two, so
/// that a command which alternates byte by byte does not have an order sixteen times its output: then it is a hundredth of that, or some hundred bytes a second.
/// </summary>
internal static class ArrivalPace
{
    /// <summary>So large may the order be with each passage in it.</summary>
    public const long FineBytes = 16 * 1024 * 1024;

    /// <summary>So much output between two writes is worth one.</summary>
    public const long CoarseBytes = 4096;

    /// <summary>Less is written down after this time: nobody can read behind a passage before.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>When what is held back is due.</summary>
    /// <param name="writtenAt">When an entry was written last; null for not yet.</param>
    /// <param name="outputSince">Bytes of both streams since.</param>
    /// <param name="now">By the same clock.</param>
    public static TimeSpan DueAt(TimeSpan? writtenAt, long outputSince, TimeSpan now) => outputSince >= CoarseBytes ? now : writtenAt + Pause ?? now;
}
