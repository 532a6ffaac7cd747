namespace AgentExec.Client.Hosts;

/// <summary>A moment until which something is waited for, on the monotonic clock.</summary>
internal readonly record struct Deadline
{
    private readonly long _began;
    private readonly TimeSpan _patience;

    private Deadline(long began, TimeSpan patience) => (_began, _patience) = (began, patience);

    /// <summary>What is left of the time; zero when it is over.</summary>
    public TimeSpan Left => _patience - TimeProvider.System.GetElapsedTime(_began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    public static Deadline After(TimeSpan patience) => new(TimeProvider.System.GetTimestamp(), patience);
}
