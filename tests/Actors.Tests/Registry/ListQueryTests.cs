using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Remoting;

namespace AgentExec.Actors.Tests.Registry;

public sealed class ListQueryTests
{
    private static readonly CatalogEntry[] Jobs =
    [
        Entry("A", "2026-01-01T00:00:01Z", JobStatus.Exited, "/w", "x", "ns.a"),
        Entry("B", "2026-01-01T00:00:02Z", JobStatus.Running, "/w", "ns"),
        Entry("C", "2026-01-01T00:00:02Z", JobStatus.Killed, "/v", "nsx"),
        Entry("D", "2026-01-01T00:00:00Z", null, null),
        CatalogEntry.Of(new JobPlace("E", default), null, States.Of("E", JobStatus.Exited)),
    ];

    [Theory]
    [InlineData(null, null, "", "CBAD")]
    [InlineData("/w", null, "", "BA")]
    [InlineData("/w/", null, "", "")]
    [InlineData(null, JobStatus.Running, "", "B")]
    [InlineData(null, JobStatus.Unknown, "", "D")]
    [InlineData(null, JobStatus.Failed, "", "")]
    [InlineData(null, null, "ns.*", "BA")]
    [InlineData(null, null, "ns.*,x", "A")]
    [InlineData("/v", null, "ns.*", "")]
    public void Should_show_the_newest_first_of_what_was_asked_for(string? cwd, JobStatus? state, string tags, string expected)
    {
        var reply = Answer(
            new ListRequest { Cwd = cwd, State = state, Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries), RequestId = "q" }, Jobs);
        Assert.Equal(expected, string.Concat(reply.Jobs.Select(row => row.JobId)));
        Assert.Equal((1, null, "q"), (reply.Skipped, reply.Next, reply.RequestId));
    }

    [Fact]
    public void Should_call_unreadable_state_unknown_and_show_nothing_of_it()
    {
        var row = Answer(new ListRequest(), Jobs).Jobs[^1];
        Assert.Equal((JobStatus.Unknown, null, null, null, "2026-01-01T00:00:00Z"), (row.State, row.ExitCode, row.FinishedAt, row.UpdatedAt, row.StartedAt));
    }

    [Fact]
    public void Should_give_pages_that_make_up_the_whole()
    {
        var random = new Random(1);
        // Few seconds for many jobs: most of the order is in the ids.
        var entries = Enumerable.Range(0, 12_000)
            .Select(i => Entry($"{random.Next(1 << 20):X8}-{i:D4}", $"2026-01-01T00:00:{random.Next(5):D2}Z", JobStatus.Exited, "/w", new string('t', random.Next(80))))
            .ToArray();
        var whole = entries.Select(entry => (entry.Row!.StartedAt, entry.Row.JobId)).OrderDescending().Select(job => job.JobId);
        var pages = new List<string>();
        ListCursor? after = null;
        do
        {
            random.Shuffle(entries);
            var page = Answer(new ListRequest { RowsAsText = true, After = after }, entries);
            Assert.InRange(ContractJson.ToLine(page).Length, 1, WireLimits.MaximumPageBytes);
            pages.AddRange(page.Jobs.Select(row => row.JobId));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public void Should_stay_below_the_limit_with_texts_that_grow_on_the_wire()
    {
        var state = States.Of("i", JobStatus.Failed) with
        {
            Error = new string((char)1, 300) + "😀", FinishedAt = "2026-01-01T00:00:00Z", Reason = EndReason.LaunchFailed,
        };
        var entries = Enumerable.Range(0, 1000).Select(i => CatalogEntry.Of(new JobPlace($"{i:D26}", default), States.Meta($"{i:D26}"), state)).ToArray();
        var page = Answer(new ListRequest(), entries);
        Assert.NotNull(page.Next);
        Assert.InRange(ContractJson.ToLine(page).Length, 1, WireLimits.MaximumPageBytes);
    }

    [Fact]
    public void Should_show_one_monstrous_row_rather_than_stop()
    {
        CatalogEntry[] entries = [Entry("A", "t", JobStatus.Exited, "/w", new string('x', ListQuery.PageBytes * 2)), Entry("B", "t", JobStatus.Exited, "/w")];
        var first = Answer(new ListRequest(), entries);
        var second = Answer(new ListRequest { After = first.Next }, entries);
        Assert.Equal(("B", "A"), (first.Jobs.Single().JobId, second.Jobs.Single().JobId));
        Assert.Null(second.Next);
    }

    [Fact]
    public void Should_end_at_a_place_behind_everything() =>
        Assert.Empty(Answer(new ListRequest { After = new ListCursor("2026-01-01T00:00:00Z", "D") }, Jobs).Jobs);

    [Theory]
    [InlineData(1, "C", true)]
    [InlineData(2, "CB", true)]
    [InlineData(4, "CBAD", false)]
    [InlineData(5, "CBAD", false)]
    public void Should_not_send_more_than_its_asker_can_use(int limit, string expected, bool more)
    {
        var page = Answer(new ListRequest { Limit = limit }, Jobs);
        Assert.Equal((expected, more), (string.Concat(page.Jobs.Select(row => row.JobId)), page.Next is not null));
    }

    private static ListReply Answer(ListRequest request, IEnumerable<CatalogEntry> entries) =>
        ListQuery.Page(request, ListQuery.Select(request, CatalogView.Of(entries)));

    private static CatalogEntry Entry(string id, string createdAt, JobStatus? status, string? cwd, params string[] tags) => CatalogEntry.Of(
        new JobPlace(id, default),
        new JobMeta { Job = new JobMetaId(id), Command = [], CreatedAt = createdAt, Root = "/r", Cwd = cwd, Tags = tags },
        status is { } known ? States.Of(id, known) : null);
}
