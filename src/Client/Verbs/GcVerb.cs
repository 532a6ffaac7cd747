using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary><c>gc</c>: the parts that the host carries out, put together (contract A17).</summary>
internal sealed class GcVerb(string root, HostSession host, TimeProvider time)
{
    /// <summary>How long one part may take beyond the usual: five hundred directories on a slow disk, and other gcs before it.</summary>
    private static readonly TimeSpan ExtraPatience = TimeSpan.FromMinutes(2);

    public async Task<GcResponse> GcAsync(GcOptions options, CancellationToken cancellation)
    {
        var replies = new List<GcReply>();
        // Only run creates a root: a missing one has no jobs (A5).
        if (!RootCheck.Exists(root)) return Answer(options, replies);
        var request = new GcRequest
        {
            Cutoff = options.Age?.CutoffAt(time.GetUtcNow()) ?? "", OlderThan = options.Age?.Text ?? "", Keep = options.Keep, MaxBytes = options.MaxBytes,
            DryRun = options.DryRun,
        };
        // A part may take minutes, an answer to this does not: a host that hangs is told from one that works.
        await host.AskAsync<HostStatusReply>(new HostStatusRequest(), TimeSpan.Zero, cancellation).ConfigureAwait(false);
        GcCursor? after = null;
        do
        {
            var part = request with { After = after, RequestId = Guid.NewGuid().ToString("N") };
            replies.Add(await host.AskAsync<GcReply>(part, ExtraPatience, cancellation).ConfigureAwait(false));
            after = replies[^1].Next;
        }
        while (after is not null);
        return Answer(options, replies);
    }

    private GcResponse Answer(GcOptions options, List<GcReply> replies) => new()
    {
        Root = root,
        DryRun = options.DryRun,
        OlderThan = options.Age?.Text ?? "",
        OlderThanSource = options.OlderThan is null ? AgeSource.Default : AgeSource.Flag,
        Deleted = replies.Sum(reply => reply.Deleted),
        Skipped = replies.Sum(reply => reply.Skipped),
        FreedBytes = replies.Sum(reply => reply.FreedBytes),
        Jobs = Rows<GcJob>.Join([.. replies.Select(reply => reply.Jobs)], int.MaxValue, ContractJson.Compact.GcJob),
        Keep = options.Keep,
        MaxBytes = options.MaxBytes,
    };
}
