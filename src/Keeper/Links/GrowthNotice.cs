namespace AgentExec.Keeper.Links;

/// <summary>When one host is told that the job has written: at once after a pause, then every hundredth of a second while it goes on.</summary>
internal sealed class GrowthNotice
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private long _toldBytes;
    private TimeSpan? _toldAt;
    private bool _watches;

    /// <summary>From now on; the first word comes at once, for what was written before.</summary>
    public void Watch()
    {
        _watches = true;
        _toldBytes = -1;
    }

    /// <summary>When to tell that there are so many bytes; null when there is nothing new. A time that has come counts as told.</summary>
    public TimeSpan? Next(long bytes, TimeSpan now)
    {
        if (!_watches || bytes == _toldBytes) return null;
        if (_toldAt + Pause > now) return _toldAt + Pause;
        (_toldBytes, _toldAt) = (bytes, now);
        return now;
    }
}
