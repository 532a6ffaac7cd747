using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary><c>list</c>: pages put together (contract A16).</summary>
internal sealed class ListVerb(string root, HostSession host)
{
    public async Task<ListResponse> ListAsync(ListOptions options, CancellationToken cancellation)
    {
        RootCheck.IsNoFile(root);
        // Only run creates a root: a missing one has no jobs (A5).
        if (!Directory.Exists(root.Length == 0 ? "." : root)) return Answer([], 0, truncated: false);
        var jobs = new List<JobSummary>();
        ListReply page;
        ListCursor? after = null;
        do
        {
            var request = new ListRequest { Cwd = options.Cwd, State = options.State, Tags = options.Tags, After = after };
            page = await host.AskAsync<ListReply>(request, TimeSpan.Zero, cancellation).ConfigureAwait(false);
            jobs.AddRange(page.Jobs);
            after = page.Next;
        }
        while (after is not null && !IsCut(jobs, options));
        return IsCut(jobs, options)
            ? Answer(jobs.GetRange(0, (int)options.Limit), page.Skipped, truncated: true)
            : Answer(jobs, page.Skipped, truncated: false);
    }

    private static bool IsCut(List<JobSummary> jobs, ListOptions options) => options.Limit > 0 && (ulong)jobs.Count > options.Limit;

    private ListResponse Answer(IReadOnlyList<JobSummary> jobs, int skipped, bool truncated) =>
        new() { Root = root, Jobs = jobs, Skipped = skipped, Truncated = truncated };
}
