using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Jobs;

/// <summary>Carries out an edit of a job's description: on disk, then the answer.</summary>
internal static class JobEditor
{
    /// <summary>The new description, null when nothing was changed, and what to answer.</summary>
    public static (JobMeta? Meta, Reply Reply) Edit(string job, JobMeta? meta, JobRequest request, JobServices services)
    {
        if (meta is null) return Refuse(request, ErrorDetail.Internal($"meta.json of job {job} is missing or not readable"));
        try
        {
            var next = JobEdits.Apply(meta, request);
            // A new rule begins with the lines that come from now on, also in a host that starts later: said before anybody is told that it holds.
            if (meta.Notification?.OnOutputMatch is null && next.Notification?.OnOutputMatch is not null && services.Outbox.ReadCaller(job) is not null)
                services.Outbox.WriteCursor(job, services.Outbox.EndOfOutput(job));
            services.Store.WriteMeta(job, next);
            return (next, JobEdits.Describe(next, request));
        }
        catch (AgentExecException refused)
        {
            return Refuse(request, refused.Error);
        }
        catch (IOException error)
        {
            return Refuse(request, ErrorDetail.Internal($"meta.json of job {job} cannot be written: {error.Message}"));
        }
    }

    private static (JobMeta?, Reply) Refuse(JobRequest request, ErrorDetail error) => (null, new ErrorReply(error) { RequestId = request.RequestId });
}
