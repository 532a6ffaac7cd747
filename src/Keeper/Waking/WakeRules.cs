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
    /// <summary>How often it looks. A host that has come up connects and is not waited for any longer.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long without a host. After it the next command starts one.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <param name="owed">Somebody is to be told, and not everybody has been.</param>
    /// <param name="listens">A host is connected: it has been told of the end.</param>
    /// <param name="lives">A host holds its lock: one that begins and will find the end, or one that leaves and will not.</param>
    /// <param name="tried">This keeper has started one already.</param>
    /// <param name="waited">Time since the end was recorded, or since the last host has gone.</param>
    public static WakeAction Next(bool owed, bool listens, bool lives, bool tried, TimeSpan waited) => (owed, listens, lives) switch
    {
        (false, _, _) => WakeAction.Done,
        (_, true, _) => WakeAction.Stay,
        _ when waited >= Limit => WakeAction.Done,
        (_, _, false) when !tried => WakeAction.Start,
        _ => WakeAction.LookAgain,
    };
}
