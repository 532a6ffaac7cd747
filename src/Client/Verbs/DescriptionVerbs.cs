using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary><c>tag set</c> and <c>notify set</c>: changes of a job's description, which only the host writes (contract A18, A19, B7).</summary>
internal sealed class DescriptionVerbs(string root, HostSession host)
{
    public async Task<TagSetResponse> SetTagsAsync(string job, IReadOnlyList<string> tags, CancellationToken cancellation)
    {
        var id = JobFinder.Find(root, job);
        var reply = await AskAsync(new TagSetRequest { JobId = id, Tags = tags }, cancellation).ConfigureAwait(false);
        return new TagSetResponse { JobId = id, Tags = reply.Tags };
    }

    public async Task<NotifySetResponse> SetNotificationAsync(string job, NotifyOptions options, CancellationToken cancellation)
    {
        var id = JobFinder.Find(root, job);
        var request = new NotifySetRequest
        {
            JobId = id,
            Command = options.Command,
            OutputPattern = options.OutputPattern,
            OutputMatchType = options.OutputMatchType,
            OutputStream = options.OutputStream,
            OutputCommand = options.OutputCommand,
            OutputFile = options.OutputFile,
            NotifyTimeoutMs = options.Timeout is { } patience ? OptionRule.Milliseconds(patience) : null,
        };
        var reply = await AskAsync(request, cancellation).ConfigureAwait(false);
        return new NotifySetResponse { JobId = id, Notification = reply.Notification ?? new NotificationSettings() };
    }

    private Task<DescriptionReply> AskAsync(JobRequest request, CancellationToken cancellation) =>
        host.AskAsync<DescriptionReply>(request, TimeSpan.Zero, cancellation);
}
