using AgentExec.Actors.Notifications;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Jobs;

/// <summary>Carries out an edit of a job's description: on disk, then the answer.</summary>
internal static class JobEditor
{
    /// <summary>The new description, null when nothing was changed, and what to answer.</summary>
    /// <param name="job">Which job.</param>
    /// <param name="meta">Its description on disk, null when it cannot be read.</param>
    /// <param name="state">Its state on disk.</param>
    /// <param name="request">The edit.</param>
    /// <param name="services">Where it is written.</param>
    public static (JobMeta? Meta, Reply Reply) Edit(string job, JobMeta? meta, JobState? state, JobRequest request, JobServices services)
    {
        if (meta is null) return Refuse(request, ErrorDetail.Internal($"meta.json of job {job} is missing or not readable"));
        try
        {
            var next = JobEdits.Apply(meta, request);
            if (OwnPlaces.Refusal(services, job, request) is { } breach) return Refuse(request, breach.ToError());
            if (services.Outbox.ReadCaller(job) is { } caller) SetBounds(job, meta, next, state, caller, services.Outbox);
            services.Store.WriteMeta(job, next);
            return (next, JobEdits.Describe(next, request));
        }
        catch (AgentExecException refused)
        {
            return Refuse(request, refused.Error);
        }
        catch (IOException error)
        {
            return Refuse(request, ErrorDetail.Internal($"meta.json of job {job} cannot be written: {error.Message}", error));
        }
    }

    // A new rule begins with the lines that come from now on, and an end that is over is told to nobody, also in a host that starts later: said before
    // anybody is told that the edit holds.
    private static void SetBounds(string job, JobMeta before, JobMeta next, JobState? state, CallerRecord caller, IOutbox outbox)
    {
        if (before.Notification?.OnOutputMatch is null && next.Notification?.OnOutputMatch is not null)
            outbox.WriteCursor(job, outbox.EndOfOutput(job));
        if (state is { IsTerminal: true } && before.Notification is not { WantsCompletion: true } && next.Notification is { WantsCompletion: true })
            outbox.WriteCaller(job, caller with { EndIsOver = true });
    }

    /// <summary>The same for a description that another program wrote. A bound that cannot be recorded holds for this host only.</summary>
    public static void TrySetBounds(string job, JobMeta? before, JobMeta next, JobState? state, IOutbox outbox)
    {
        try
        {
            if (before is not null && outbox.ReadCaller(job) is { } caller) SetBounds(job, before, next, state, caller, outbox);
        }
        catch (IOException)
        {
        }
    }

    private static (JobMeta?, Reply) Refuse(JobRequest request, ErrorDetail error) => (null, new ErrorReply(error) { RequestId = request.RequestId });
}
