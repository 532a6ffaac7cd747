using AgentExec.Contracts.Jobs;
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

    /// <summary>After so many failed connections to a keeper that lives, it counts as unreachable.</summary>
    public const int PatientAttempts = 10;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20), Later = TimeSpan.FromMilliseconds(200);

    /// <summary>How long to wait before the next connection: a keeper that is about to leave is gone in milliseconds, one without a socket stays.</summary>
    public static TimeSpan Pause(int attempts) => attempts < PatientAttempts ? Soon : Later;

    /// <summary>
    /// The record when it can be this job's: one that names another process, or says that a process has ended which lives, was not written by its keeper.
    /// </summary>
    /// <param name="record">What <c>exit.json</c> holds.</param>
    /// <param name="state">The job as it is known.</param>
    /// <param name="rootAlive">Whether the recorded process lives.</param>
    public static ExitRecord? Believe(ExitRecord? record, JobState? state, bool rootAlive) =>
        record is not null && state is { IsTerminal: false, Pid: { } pid } && (record.Pid != pid || rootAlive) ? null : record;

    /// <param name="sign">What the keeper's lock tells.</param>
    /// <param name="record">What a keeper has left.</param>
    /// <param name="foreign">Whether another program made the job.</param>
    /// <param name="hasRun">Whether the job's state names a process, whatever became of the lock's file.</param>
    public static Step Decide(KeeperSign sign, ExitRecord? record, bool foreign, bool hasRun) => sign switch
    {
        // Nothing more will come of it, and it may hold its lock for as long as nobody connects.
        KeeperSign.Alive when record is { OutputComplete: true } => Step.Conclude,
        KeeperSign.Alive => Step.Retry,
        _ when record is not null => Step.Conclude,
        KeeperSign.Never when foreign => Step.Foreign,
        KeeperSign.Never or KeeperSign.NeverOrdered when !hasRun => Step.Unstarted,
        _ => Step.Lost,
    };
}
