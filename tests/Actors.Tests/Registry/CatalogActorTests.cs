using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>Pages of one listing are cut from one reading of the root, as long as it is remembered.</summary>
public sealed class CatalogActorTests : ActorTest
{
    private readonly IActorRef _catalog;

    public CatalogActorTests()
    {
        _catalog = Sys.ActorOf(CatalogActor.Props(Store, Services.Time));
        foreach (var name in (string[])["A", "B", "C", "D"]) Add(name);
    }

    [Fact]
    public void Should_read_the_root_once_for_all_pages()
    {
        var first = Ask(new ListRequest { Limit = 2 });
        Assert.NotNull(first.Next!.Snapshot);
        // What comes or goes meanwhile is in the next listing.
        Store.Metas.TryRemove("A", out _);
        Store.States.TryRemove("A", out _);
        Add("E");
        var second = Ask(new ListRequest { Limit = 2, After = first.Next });
        Assert.Equal(("DC", "BA", 1), (Ids(first), Ids(second), Store.Scans));
        Assert.Null(second.Next);
        Assert.Equal("EDCB", Ids(Ask(new ListRequest())));
    }

    [Fact]
    public void Should_go_on_from_a_fresh_reading_when_the_old_one_is_forgotten()
    {
        var first = Ask(new ListRequest { Limit = 2 });
        Scheduler.Advance(CatalogActor.KeepFor);
        Drain(_catalog);
        Store.Metas.TryRemove("B", out _);
        Store.States.TryRemove("B", out _);
        Assert.Equal(("A", 2), (Ids(Ask(new ListRequest { After = first.Next })), Store.Scans));
        Assert.Equal("A", Ids(Ask(new ListRequest { After = first.Next! with { Snapshot = "never known" } })));
        Assert.Equal("A", Ids(Ask(new ListRequest { After = first.Next with { Snapshot = null } })));
    }

    [Fact]
    public void Should_keep_a_few_listings_apart()
    {
        var all = Ask(new ListRequest { Limit = 1 });
        Store.States["C"] = States.Of("C", JobStatus.Failed);
        Store.States["B"] = States.Of("B", JobStatus.Failed);
        var failed = Ask(new ListRequest { Limit = 1, State = JobStatus.Failed });
        Assert.Equal("CBA", Ids(Ask(new ListRequest { After = all.Next })));
        Assert.Equal("B", Ids(Ask(new ListRequest { State = JobStatus.Failed, After = failed.Next })));
        Assert.Equal(2, Store.Scans);
    }

    [Fact]
    public void Should_push_out_the_oldest_when_too_many_are_begun()
    {
        var first = Ask(new ListRequest { Limit = 1 });
        for (var i = 0; i < 8; i++) Ask(new ListRequest { Limit = 1 });
        Assert.Equal(("CBA", 10), (Ids(Ask(new ListRequest { After = first.Next })), Store.Scans));
    }

    private ListReply Ask(ListRequest request)
    {
        _catalog.Tell(request, TestActor);
        return ExpectMsg<ListReply>();
    }

    private void Add(string id)
    {
        Store.Metas[id] = States.Meta(id);
        Store.States[id] = States.Of(id, JobStatus.Exited);
    }

    private static string Ids(ListReply page) => string.Concat(page.Jobs.Select(row => row.JobId));
}
