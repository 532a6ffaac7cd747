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
    }

    public static Step Decide(KeeperSign sign, ExitRecord? record, bool foreign) => sign switch
    {
        KeeperSign.Alive => Step.Retry,
        _ when record is not null => Step.Conclude,
        KeeperSign.Never when foreign => Step.Foreign,
        _ => Step.Lost,
    };
}
