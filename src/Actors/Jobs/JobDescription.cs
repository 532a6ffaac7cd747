using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Jobs;

/// <summary>
/// A job's files while it has an actor: edits of the description, and what became of files that only the host writes. A description that another program
/// wrote is taken over; what cannot be read any more is written again.
/// </summary>
internal sealed class JobDescription(string job, JobServices services, JobRecord record, JobAskers askers, JobChildren children)
{
    /// <summary>Carries out <c>tag set</c> or <c>notify set</c>: on disk, then told to those who act on it.</summary>
    public Reply Edit(JobRequest request)
    {
        var (meta, reply) = JobEditor.Edit(job, record.Meta, record.OnDisk, request, services);
        if (meta is not null)
        {
            record.Describe(meta);
            Tell(meta);
        }

        return reply;
    }

    /// <summary>Compares the files with what was read or written last.</summary>
    /// <param name="isOurs">Whether the host writes them.</param>
    /// <returns>Whether the state has to be written again.</returns>
    public bool Compare(bool isOurs)
    {
        if (isOurs) services.Outbox.KeepCaller(job);
        var (meta, state) = record.Compare();
        if (meta) OnForeignMeta(isOurs);
        return isOurs && state;
    }

    private void OnForeignMeta(bool isOurs)
    {
        if (services.Store.ReadMeta(job) is { } theirs)
        {
            var next = record.Meta is { } mine ? JobEdits.Merge(mine, theirs) : theirs;
            JobEditor.TrySetBounds(job, record.Meta, next, record.OnDisk, services.Outbox);
            record.TakeOver(next);
            Tell(next);
        }
        else if (isOurs) record.TryWriteMeta();
    }

    private void Tell(JobMeta meta)
    {
        askers.Notifier.Tell(new NotifierProtocol.Describe(meta));
        children.Follow(meta);
    }
}
