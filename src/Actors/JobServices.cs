using AgentExec.Actors.Notifications;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;

namespace AgentExec.Actors;

/// <summary>What the actors touch of the world, so that tests can give them another one.</summary>
/// <param name="Store">The job directories.</param>
/// <param name="Keepers">Starts and finds keepers.</param>
/// <param name="Outbox">The notifications in them.</param>
/// <param name="Sinks">Tells somebody outside.</param>
/// <param name="Time">Wall clock of everything that is written.</param>
/// <param name="Settings">The <c>agent-exec.jobs</c> section of host.conf.</param>
/// <param name="Budget">How many jobs there may be.</param>
public sealed record JobServices(IJobStore Store, IKeepers Keepers, IOutbox Outbox, ISinks Sinks, TimeProvider Time, JobSettings Settings, JobBudget Budget)
{
    /// <summary>Whether another program made the job, such as the original tool: no keeper of ours ever had it, and nobody asked us for it.</summary>
    public bool IsForeign(string job) => Keepers.SignOf(Store.DirectoryOf(job)) == KeeperSign.Never && Outbox.ReadCaller(job) is null;

    /// <summary>Whether no keeper holds the job's lock: the host looks after it no more, and a damaged state is an error until the next host starts (contract A14).</summary>
    public bool IsOver(string job) => Keepers.SignOf(Store.DirectoryOf(job)) != KeeperSign.Alive;

    /// <summary>
    /// Whether nothing can be told of a job: it is described nowhere, or another program made it and its state cannot be read. Such a directory stays as it
    /// is for whoever can make sense of it (fault 13).
    /// </summary>
    public bool IsUnreadable(string job) => Store.ReadState(job) is null && (Store.ReadMeta(job) is null || IsForeign(job));
}
