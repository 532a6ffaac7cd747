namespace AgentExec.Keeper;

/// <summary>A wake-up time as poll(2) takes it: milliseconds, rounded up so that the time has come when it returns; −1 for never.</summary>
internal static class PollTimeout
{
    public static int Milliseconds(TimeSpan now, TimeSpan? wakeAt)
    {
        if (wakeAt is not { } at) return -1;
        if (at <= now) return 0;
        var milliseconds = Math.Ceiling((at - now).TotalMilliseconds);
        return milliseconds >= int.MaxValue ? int.MaxValue : (int)milliseconds;
    }
}
