using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Starts keepers and finds those that run. Paths are job directories.</summary>
public interface IKeepers
{
    /// <summary>Starts a keeper and hands it the order. Facts arrive at <paramref name="listener"/> on any thread.</summary>
    /// <exception cref="IOException">It could not be started; nothing runs.</exception>
    IKeeperLink Launch(string jobDirectory, LaunchOrder order, IKeeperListener listener);

    /// <summary>Connects to a running keeper, which repeats its facts; null when none listens.</summary>
    IKeeperLink? Connect(string jobDirectory, IKeeperListener listener);

    /// <summary>What makes a keeper start a host when its job has ended and none lives, or with false the order that takes it back.</summary>
    KeeperFrame WakeOrder(bool wanted);

    /// <summary>What can be told of a job's keeper without talking to it.</summary>
    KeeperSign SignOf(string jobDirectory);

    /// <summary>Takes hold of the job's root process; null when it is not the process that was recorded any more, or cannot be held.</summary>
    IRootWitness? Witness(JobState state);

    /// <summary>
    /// Ends what is left of a job whose keeper cannot do it: its process group, its session, descendants, and whoever has kept its output open, provided
    /// they still are what was recorded (contract B8).
    /// </summary>
    /// <param name="state">The job.</param>
    /// <param name="jobDirectory">Where its keeper wrote down where its output goes.</param>
    /// <param name="pipes">Pipes that its root was seen to write to; empty to take those of the root as it is now. A keeper of the first release wrote none down.</param>
    void KillOrphans(JobState state, string jobDirectory, IReadOnlyCollection<string> pipes);

    /// <summary>Ends what a keeper started that died before it told anybody of it, found by what it wrote into its lock.</summary>
    void KillStrays(string jobDirectory);

    /// <summary>Signals the process group of a job whose supervisor cannot be asked to, when its root is alive; the supervisor sees what becomes of it.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    void SignalForeign(JobState state, int signal);

    /// <summary>Signals what is known to descend from a job's root process, which was recorded by its keeper.</summary>
    void SignalFamily(JobState state, int signal);

    /// <summary>Whether the job's root process, as recorded, is alive.</summary>
    bool IsRootAlive(JobState state);
}

/// <summary>An open conversation with one keeper.</summary>
public interface IKeeperLink : IDisposable
{
    /// <exception cref="IOException">The keeper is gone; the listener hears of it too.</exception>
    void Send(KeeperFrame frame);

    /// <summary>Ends a keeper that this link started and that does not answer, so that it cannot run the command after all. Does nothing to others.</summary>
    void KillKeeper();
}

/// <summary>A job's root process, held so that its end can be told though its keeper is dead.</summary>
public interface IRootWitness : IDisposable
{
    /// <summary>Names of the pipes it was given for its output.</summary>
    IReadOnlyCollection<string> Pipes { get; }

    /// <summary>Whether it has ended, how as far as the kernel tells, and how long it has existed by now.</summary>
    (bool HasEnded, WaitStatus? Status, TimeSpan Ran) Look();
}

/// <summary>Hears what a keeper says.</summary>
public interface IKeeperListener
{
    void OnFrame(KeeperFrame frame);

    /// <summary>The conversation ended, once, after the last frame.</summary>
    void OnClosed();
}

/// <summary>What the keeper's lock tells.</summary>
public enum KeeperSign
{
    /// <summary>No lock file: the job is not one of ours.</summary>
    Never,

    /// <summary>The lock is free and was never marked: a keeper was to be started and took no order, so nothing has run.</summary>
    NeverOrdered,

    /// <summary>The lock is held: a keeper lives or is about to.</summary>
    Alive,

    /// <summary>The lock is free: the keeper has ended.</summary>
    Ended,
}
