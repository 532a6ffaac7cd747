using AgentExec.Actors.Registry;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Remoting;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Registry;

public sealed class GcActorTests : ActorTest
{
    private const string Cutoff = "2026-06-01T00:00:00";

    [Fact]
    public void Should_take_old_jobs_out_and_leave_the_others()
    {
        Add("A", JobStatus.Exited);
        Add("B", JobStatus.Exited, "2026-06-01T00:00:00Z");
        Add("C", JobStatus.Killed);
        Store.Metas["D"] = States.Meta("D");
        var reply = Ask(NewCatalog(), new GcRequest { Cutoff = Cutoff, OlderThan = "7d" });
        Assert.Equal(
            [
                "A exited Deleted older_than_7d 100", "B exited Skipped too_recent 0", "C killed Deleted older_than_7d 100", "D unknown Skipped state_unreadable 0",
            ],
            reply.Jobs.Select(Text));
        Assert.Equal((2, 2, 200L, null), (reply.Deleted, reply.Skipped, reply.FreedBytes, reply.Next));
        Assert.Equal(["A", "C"], Store.PutAwayJobs);
    }

    [Fact]
    public void Should_only_say_what_it_would_do()
    {
        Add("A", JobStatus.Exited);
        var catalog = NewCatalog();
        for (var i = 0; i < 2; i++)
        {
            var reply = Ask(catalog, new GcRequest { Cutoff = Cutoff, OlderThan = "7d", DryRun = true });
            Assert.Equal("A exited WouldDelete older_than_7d 100", Text(Assert.Single(reply.Jobs)));
            Assert.Equal((0, 0, 100L), (reply.Deleted, reply.Skipped, reply.FreedBytes));
        }

        Assert.Empty(Store.PutAwayJobs);
        // The second time the size is known; it is taken again when the state has changed.
        Assert.Equal(1, Store.Sizings);
        Add("A", JobStatus.Failed);
        Ask(catalog, new GcRequest { Cutoff = Cutoff, OlderThan = "7d", DryRun = true });
        Assert.Equal(2, Store.Sizings);
    }

    [Theory]
    [InlineData(true, "A")]
    [InlineData(false, "A B C")]
    public void Should_spare_untold_and_young_jobs_when_told_to(bool careful, string gone)
    {
        Add("A", JobStatus.Exited);
        Add("B", JobStatus.Exited);
        Add("C", JobStatus.Exited, "2026-05-31T23:00:00Z");
        Store.UntoldJobs.Add("B");
        var request = new GcRequest { Cutoff = "", OlderThan = "", MaxBytes = 0, KeepUntold = careful, EndedBefore = careful ? "2026-05-31T22:59:59" : null };
        Ask(NewCatalog(), request);
        Assert.Equal(gone, string.Join(' ', Store.PutAwayJobs));
    }

    [Fact]
    public void Should_leave_a_job_that_an_actor_has()
    {
        Add("A", JobStatus.Exited);
        Add("B", JobStatus.Exited);
        NewCatalog().Tell(new GcProtocol.Collect(new GcRequest { Cutoff = Cutoff, OlderThan = "7d" }, new HashSet<string> { "A" }), TestActor);
        Assert.Equal(["A exited Skipped busy 0", "B exited Deleted older_than_7d 100"], ExpectMsg<GcReply>().Jobs.Select(Text));
        Assert.Equal(["B"], Store.PutAwayJobs);
    }

    [Fact]
    public void Should_say_why_a_job_could_not_be_removed()
    {
        foreach (var name in (string[])["A", "B", "C"]) Add(name, JobStatus.Exited);
        Store.BeforePutAway = job => job == "A" ? "read-only" : null;
        Store.StuckInTrash["B"] = "immutable";
        var reply = Ask(NewCatalog(), new GcRequest { Cutoff = Cutoff, OlderThan = "7d" });
        Assert.Equal(
            [
                "A exited Skipped delete_failed: read-only 100", "B exited Skipped delete_failed: immutable; the rest is in .host/trash 100",
                "C exited Deleted older_than_7d 100",
            ],
            reply.Jobs.Select(Text));
        Assert.Equal((1, 2, 100L), (reply.Deleted, reply.Skipped, reply.FreedBytes));
        Assert.True(Store.Exists("A"));
    }

    [Fact]
    public void Should_not_remove_what_changes_under_its_eyes()
    {
        Add("A", JobStatus.Exited);
        Add("B", JobStatus.Exited);
        // Both were read as finished; while A goes, B becomes another one.
        Store.BeforePutAway = job =>
        {
            if (job == "A") Add("B", JobStatus.Running);
            return null;
        };
        var reply = Ask(NewCatalog(), new GcRequest { Cutoff = Cutoff, OlderThan = "7d" });
        Assert.Equal("B exited Skipped busy 0", Text(reply.Jobs[1]));
        Assert.Equal(["A"], Store.PutAwayJobs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_go_through_thousands_in_parts(bool forgotten)
    {
        var names = Enumerable.Range(0, 1200).Select(i => $"{i:D26}").ToList();
        foreach (var name in names) Add(name, JobStatus.Exited);
        var (catalog, parts, rows) = (NewCatalog(), new List<GcReply>(), new List<string>());
        GcCursor? after = null;
        do
        {
            var reply = Ask(catalog, new GcRequest { Cutoff = Cutoff, OlderThan = "7d", After = after });
            parts.Add(reply);
            rows.AddRange(reply.Jobs.Select(job => job.JobId));
            // Somebody who is late, or another host: the root is read again, and what is gone is not there.
            if (forgotten) Scheduler.Advance(CatalogActor.KeepFor);
            after = reply.Next;
        }
        while (after is not null);
        Assert.Equal([500, 500, 200], parts.Select(part => part.Deleted));
        Assert.Equal(names, rows);
        Assert.Equal(names, Store.PutAwayJobs);
        Assert.Equal(forgotten ? 3 : 1, Store.Scans);
    }

    [Fact]
    public void Should_keep_each_answer_below_the_limit_of_the_wire()
    {
        for (var i = 0; i < 12_000; i++) Add($"{i:D26}", JobStatus.Exited);
        var reply = Ask(NewCatalog(), new GcRequest { Cutoff = Cutoff, OlderThan = "7d", DryRun = true });
        Assert.NotNull(reply.Next);
        Assert.InRange(ContractJson.ToLine(reply).Length, 1, WireLimits.MaximumPageBytes);
    }

    [Fact]
    public void Should_keep_the_newest_and_take_the_others_out()
    {
        for (var i = 1; i <= 5; i++) Add($"{i}", JobStatus.Exited, $"2026-05-01T00:00:0{i}Z");
        Add("R", JobStatus.Running);
        var catalog = NewCatalog();
        var request = new GcRequest { Cutoff = "", OlderThan = "", Keep = 2, DryRun = true };
        string[] stay = ["4 exited Skipped within_limits 0", "5 exited Skipped within_limits 0", "R running Skipped running 0"];
        Assert.Equal(
            ["1 exited WouldDelete beyond_keep_2 100", "2 exited WouldDelete beyond_keep_2 100", "3 exited WouldDelete beyond_keep_2 100", .. stay],
            Ask(catalog, request).Jobs.Select(Text));
        Assert.Empty(Store.PutAwayJobs);
        Assert.Equal(
            ["1 exited Deleted older_than_7d 100", "2 exited Deleted beyond_keep_2 100", "3 exited Deleted beyond_keep_2 100", .. stay],
            Ask(catalog, request with { Cutoff = "2026-05-01T00:00:02", OlderThan = "7d", DryRun = false }).Jobs.Select(Text));
        var reply = Ask(catalog, new GcRequest { Cutoff = "", OlderThan = "", MaxBytes = 199 });
        Assert.Equal(["4 exited Deleted beyond_max_bytes_199 100", "5 exited Skipped within_limits 0", "R running Skipped running 0"], reply.Jobs.Select(Text));
        Assert.Equal((1, 2, 100L, null), (reply.Deleted, reply.Skipped, reply.FreedBytes, reply.Next));
        Assert.Equal(["1", "2", "3", "4"], Store.PutAwayJobs);
    }

    [Fact]
    public void Should_not_let_a_busy_job_take_the_place_of_another()
    {
        for (var i = 1; i <= 3; i++) Add($"{i}", JobStatus.Exited, $"2026-05-01T00:00:0{i}Z");
        NewCatalog().Tell(new GcProtocol.Collect(new GcRequest { Cutoff = "", OlderThan = "", Keep = 1 }, new HashSet<string> { "3" }), TestActor);
        Assert.Equal(
            ["1 exited Deleted beyond_keep_1 100", "2 exited Skipped within_limits 0", "3 exited Skipped busy 0"], ExpectMsg<GcReply>().Jobs.Select(Text));
    }

    [Theory]
    [InlineData(false, "keep")]
    [InlineData(true, "keep")]
    [InlineData(false, "bytes")]
    [InlineData(true, "bytes")]
    public void Should_decide_once_for_all_parts_what_is_too_many(bool forgotten, string limit)
    {
        const int Count = 1200, Kept = 100;
        var names = Enumerable.Range(0, Count).Select(i => $"{i:D26}").ToList();
        // The newest come first by name, and are kept.
        for (var i = 0; i < Count; i++) Add(names[i], JobStatus.Exited, $"2026-05-01T00:{59 - i / 60:D2}:{59 - i % 60:D2}Z");
        var request = new GcRequest { Cutoff = "", OlderThan = "", Keep = limit == "keep" ? Kept : null, MaxBytes = limit == "bytes" ? Kept * 100 + 99 : null };
        var (catalog, parts) = (NewCatalog(), new List<GcReply>());
        GcCursor? after = null;
        do
        {
            parts.Add(Ask(catalog, request with { After = after }));
            after = parts[^1].Next;
            // What ends while it goes on makes nobody else too many.
            if (after is not null) Add($"N{parts.Count}", JobStatus.Exited, "2026-05-01T01:00:00Z");
            if (forgotten) Scheduler.Advance(CatalogActor.KeepFor);
        }
        while (after is not null);
        Assert.Equal([500, 500, 100], parts.Select(part => part.Deleted));
        Assert.Equal(names[Kept..], Store.PutAwayJobs);
        Assert.All(parts, part => Assert.InRange(ContractJson.ToLine(part).Length, 1, WireLimits.MaximumPageBytes));
        // Every job was measured before it was removed; of the others no more than decide, and once.
        Assert.Equal(Count - Kept + (limit == "bytes" ? Kept + 1 : 0), Store.Sizings);
    }

    [Fact]
    public void Should_come_back_for_sizes_that_take_long()
    {
        for (var i = 1; i <= 5; i++) Add($"{i}", JobStatus.Exited, $"2026-05-01T00:00:0{i}Z");
        var (sweep, entries, parts) = (new GcSweep(Store, new SlowDisk()), new JobCatalog(Store).Read().ByName, new List<GcReply>());
        GcCursor? after = null;
        do
        {
            parts.Add(sweep.Go(new GcRequest { Cutoff = "", OlderThan = "", MaxBytes = 300, After = after }, _ => false, entries));
            after = parts[^1].Next;
        }
        while (after is not null);
        Assert.Equal([0, 0, 0, 1], parts.Take(4).Select(part => part.Jobs.Count));
        Assert.Equal(["1 Deleted", "2 Deleted", "3 Skipped", "4 Skipped", "5 Skipped"], parts.SelectMany(part => part.Jobs).Select(job => $"{job.JobId} {job.Action}"));
    }

    [Fact]
    public void Should_drop_a_request_whose_asker_has_gone()
    {
        Add("A", JobStatus.Exited);
        var catalog = NewCatalog();
        catalog.Tell(new GcProtocol.Collect(new GcRequest { Cutoff = Cutoff, OlderThan = "7d", DeadlineSinceBootMs = 1 }, new HashSet<string>()), TestActor);
        Assert.Single(Ask(catalog, new GcRequest { Cutoff = Cutoff, OlderThan = "7d", DryRun = true }).Jobs);
        Assert.Empty(Store.PutAwayJobs);
    }

    [Fact]
    public void Should_remove_at_its_start_what_a_dead_host_has_left()
    {
        NewCatalog();
        Next<Effects.TrashEmptied>();
    }

    private IActorRef NewCatalog() => Sys.ActorOf(CatalogActor.Props(Store, Services.Time));

    private GcReply Ask(IActorRef catalog, GcRequest request)
    {
        catalog.Tell(new GcProtocol.Collect(request, new HashSet<string>()), TestActor);
        var reply = ExpectMsg<GcReply>();
        Assert.Equal(request.RequestId, reply.RequestId);
        return reply;
    }

    private void Add(string id, JobStatus status, string? finishedAt = null)
    {
        Store.Metas[id] = States.Meta(id);
        Store.States[id] = States.Of(id, status) with { FinishedAt = finishedAt };
    }

    // Whenever it is looked at, three seconds are over.
    private sealed class SlowDisk : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += 3 * TimeSpan.TicksPerSecond;
    }

    private static string Text(GcJob job) => $"{job.JobId} {job.State.ToString().ToLowerInvariant()} {job.Action} {job.Reason} {job.Bytes}";
}
