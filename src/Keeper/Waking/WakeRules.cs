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
}

/// <summary>When a keeper starts a host (see <see cref="Contracts.Keeping.WakeOrder"/>).</summary>
internal static class WakeRules
{
    /// <summary>How often it looks. A host that has come up connects and is not waited for any longer.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long. After it the next command starts the host.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <param name="wanted">Somebody is to be told.</param>
    /// <param name="listens">A host is connected: it has been told of the end.</param>
    /// <param name="lives">A host holds its lock: one that begins and will find the end, or one that leaves and will not.</param>
    /// <param name="tried">This keeper has started one already.</param>
    /// <param name="waited">Time since the end was recorded.</param>
    public static WakeAction Next(bool wanted, bool listens, bool lives, bool tried, TimeSpan waited) => (wanted, listens, lives) switch
    {
        (false, _, _) or (_, true, _) => WakeAction.Done,
        _ when waited >= Limit => WakeAction.Done,
        (_, _, false) when !tried => WakeAction.Start,
        _ => WakeAction.LookAgain,
    };
}
