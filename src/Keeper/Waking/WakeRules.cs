namespace AgentExec.Keeper.Waking;

/// <summary>What a keeper whose job has ended does so that somebody is told of it.</summary>
internal enum WakeAction
{
    /// <summary>Nothing, any more.</summary>
    Done,

    /// <summary>Try to start a host.</summary>
    Start,

    /// <summary>Look again shortly.</summary>
    LookAgain,

    /// <summary>Stay: a host is connected that tells them, and its link says when it does not any more.</summary>
    Stay,
}

/// <summary>When a keeper starts a host (see <see cref="Contracts.Keeping.WakeOrder"/>).</summary>
internal static class WakeRules
{
    /// <summary>How often it looks while a host may be coming up.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>From then on nobody is coming up, and it looks less often.</summary>
    public static readonly TimeSpan ComingUp = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookSeldom = TimeSpan.FromSeconds(1), ShortestPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Hopeless = TimeSpan.FromMinutes(10), SeldomPause = TimeSpan.FromMinutes(1);

    /// <param name="owed">Somebody is to be told, and not everybody has been.</param>
    /// <param name="listens">A host is connected: it has been told of the end.</param>
    /// <param name="lives">A host holds its lock: one that begins and will find the end, or one that leaves and will not.</param>
    /// <param name="mayTry">No start of a host was tried, or the pause since the last one is over.</param>
    public static WakeAction Next(bool owed, bool listens, bool lives, bool mayTry) => (owed, listens, lives) switch
    {
        (false, _, _) => WakeAction.Done,
        (_, true, _) => WakeAction.Stay,
        (_, _, false) when mayTry => WakeAction.Start,
        _ => WakeAction.LookAgain,
    };

    /// <summary>How long after a try the next one may come: there may be room on the disk again, or a program in its place.</summary>
    /// <param name="tries">How many there were.</param>
    /// <param name="waited">Time since the end was recorded, or since the last host has gone.</param>
    public static TimeSpan PauseAfter(int tries, TimeSpan waited) => waited >= Hopeless
        ? SeldomPause
        : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, ShortestPause.Ticks << Math.Min(tries, 8)));

    /// <summary>How long until it looks again.</summary>
    /// <param name="waited">As above.</param>
    public static TimeSpan LookAfter(TimeSpan waited) => waited < ComingUp ? LookEvery : LookSeldom;
}
