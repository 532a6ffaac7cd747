using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Processes;

/// <summary>What is to be done about a running job that another program supervises, such as the original tool: it writes the end, nobody tells us.</summary>
public static class ForeignReach
{
    /// <summary>How often its files are looked at while somebody waits.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long after its process has ended the other program may take to write the end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    public enum Step
    {
        LookAgain,

        /// <summary>The other program has written the end.</summary>
        Ended,

        /// <summary>Nobody is left who would (contract B8).</summary>
        Lost,
    }

    /// <param name="onDisk">Its state as it is now; null when it cannot be read.</param>
    /// <param name="rootAlive">Whether its process lives.</param>
    /// <param name="deadFor">For how long it has been seen dead.</param>
    public static Step Decide(JobState? onDisk, bool rootAlive, TimeSpan deadFor) => onDisk switch
    {
        { IsTerminal: true } => Step.Ended,
        _ when rootAlive || deadFor < Grace => Step.LookAgain,
        _ => Step.Lost,
    };
}
