using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Processes;

/// <summary>What is to be done about a keeper that cannot be talked to.</summary>
public static class KeeperReach
{
    public enum Step
    {
        /// <summary>It lives but does not listen yet, or has just closed: ask again shortly.</summary>
        Retry,

        /// <summary>It left a record.</summary>
        Conclude,

        /// <summary>It left none: what it ran is stopped, the result is lost.</summary>
        Lost,

        /// <summary>The job was never ours.</summary>
        Foreign,

        /// <summary>No keeper ever took the order: nothing has run, and it may be given.</summary>
        Unstarted,
    }

    /// <param name="sign">What the keeper's lock tells.</param>
    /// <param name="record">What a keeper has left.</param>
    /// <param name="foreign">Whether another program made the job.</param>
    /// <param name="hasRun">Whether the job's state names a process, whatever became of the lock's file.</param>
    public static Step Decide(KeeperSign sign, ExitRecord? record, bool foreign, bool hasRun) => sign switch
    {
        KeeperSign.Alive => Step.Retry,
        _ when record is not null => Step.Conclude,
        KeeperSign.Never when foreign => Step.Foreign,
        KeeperSign.Never or KeeperSign.NeverOrdered when !hasRun => Step.Unstarted,
        _ => Step.Lost,
    };
}
