using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary><c>list</c>: pages put together (contract A16).</summary>
internal sealed class ListVerb(string root, HostSession host)
{
    public async Task<ListResponse> ListAsync(ListOptions options, CancellationToken cancellation)
    {
        OptionRule.Refuse(TextRule.Of("cwd", options.Cwd));
        if (options.Cwd is { } given && !given.StartsWith('/')) options = options with { Cwd = CanonicalPath.Of(given, CallerDirectory.Read) };
        // Only run creates a root: a missing one has no jobs (A5).
        if (!RootCheck.Exists(root)) return Answer([], 0, truncated: false);
        var pages = new List<IReadOnlyList<JobSummary>>();
        var (limit, rows) = (options.Limit is > 0 and < int.MaxValue ? (int)options.Limit : int.MaxValue, 0);
        ListReply page;
        ListCursor? after = null;
        do
        {
            // One more than asked for tells whether there are more.
            var request = new ListRequest { Cwd = options.Cwd, State = options.State, Tags = options.Tags, RowsAsText = true, After = after };
            if (limit < int.MaxValue) request = request with { Limit = limit - rows + 1 };
            page = await host.AskAsync<ListReply>(request, TimeSpan.Zero, cancellation).ConfigureAwait(false);
            pages.Add(page.Jobs);
            rows += page.Jobs.Count;
            after = page.Next;
        }
        while (after is not null && rows <= limit);
        return Answer(Rows<JobSummary>.Join(pages, limit, ContractJson.Compact.JobSummary), page.Skipped, truncated: rows > limit);
    }

    private ListResponse Answer(IReadOnlyList<JobSummary> jobs, int skipped, bool truncated) =>
        new() { Root = root, Jobs = jobs, Skipped = skipped, Truncated = truncated };
}
