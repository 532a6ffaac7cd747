namespace AgentExec.Keeper.Ending;

/// <summary>What has been told of the end so far.</summary>
internal enum Told
{
    Nothing,
    EndWithoutOutput,
    Everything,
}

/// <summary>What the end asks for now.</summary>
internal enum EndingAction
{
    Wait,

    /// <summary>Write and tell the end; descendants still hold the pipes.</summary>
    SettleWithoutOutput,

    /// <summary>Write and tell the end with all output.</summary>
    SettleWithOutput,

    /// <summary>Nothing is left to do.</summary>
    Leave,
}

/// <summary>When the end of a job is told (contract B6): with all its output, or after a short grace without.</summary>
internal static class EndingRules
{
    /// <summary>How long descendants that hold the pipes may delay the end.</summary>
    public static readonly TimeSpan OutputGrace = TimeSpan.FromMilliseconds(250);

    /// <param name="now">Time since the spawn.</param>
    /// <param name="endedAt">When the root process was seen to have ended; null while it lives, whatever happens to its output.</param>
    /// <param name="outputComplete">Both streams are at their end.</param>
    /// <param name="told">What was told already.</param>
    /// <param name="recordWaits">A record that the disk refused is still to be tried again.</param>
    public static (EndingAction Action, TimeSpan? WakeAt) Next(
        TimeSpan now, TimeSpan? endedAt, bool outputComplete, Told told, bool recordWaits) => (endedAt, outputComplete, told) switch
        {
            (null, _, _) => (EndingAction.Wait, null),
            (_, true, Told.Everything) => (recordWaits ? EndingAction.Wait : EndingAction.Leave, null),
            (_, true, _) => (EndingAction.SettleWithOutput, null),
            ({ } ended, false, Told.Nothing) when now < ended + OutputGrace => (EndingAction.Wait, ended + OutputGrace),
            (_, false, Told.Nothing) => (EndingAction.SettleWithoutOutput, null),
            _ => (EndingAction.Wait, null),
        };
}
