namespace AgentExec.Keeper.Output;

/// <summary>
/// How the room of one log is divided (contract B11): a head that stays, and behind it the newest bytes. When the file is full, the newest
/// <see cref="TailBytes"/> move behind the head and the rest of what was there is dropped, so every byte is copied at most once.
/// </summary>
/// <param name="Bytes">Size that the file never exceeds.</param>
internal readonly record struct LogLimit(long Bytes)
{
    /// <summary>What moves at a time is copied at one go, in which neither stream is read: tens of milliseconds.</summary>
    private const long LongestTail = 64L << 20;

    public static readonly LogLimit None = new(long.MaxValue);

    /// <summary>How many of the newest bytes are always there; at least one, a quarter of the room, 64 MiB at the most.</summary>
    public long TailBytes => Math.Clamp(Bytes / 4, 1, LongestTail);

    /// <summary>How many bytes of the beginning stay.</summary>
    public long HeadBytes => Math.Max(0, Bytes - 2 * TailBytes);

    /// <summary>The limit of an order: 0 is none.</summary>
    public static LogLimit Of(long bytes) => bytes == 0 ? None : new LogLimit(bytes);
}
