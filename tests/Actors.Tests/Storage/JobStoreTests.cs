using AgentExec.Actors.Jobs;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Storage;

public sealed class JobStoreTests : IDisposable
{
    private readonly Scratch _root = new();
    private static readonly CallerRecord Caller = new() { Directory = "/c", Environment = [], Umask = 18, ShellWrapper = ["sh", "-c"] };

    private readonly JobStore _store;

    public JobStoreTests() => _store = new JobStore(_root.Path);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Should_make_private_directories_with_empty_logs()
    {
        _store.Create(Meta("A"), Caller);
        Assert.Equal(["caller.json", "full.log", "meta.json", "stderr.log", "stdout.log"], Directory.GetFiles(_root.Of("A")).Select(Path.GetFileName).Order());
        Assert.Equal(0x1C0, FileOwner.TryRead(_root.Of("A"), false)!.Value.Permissions);
        Assert.All(Directory.GetFiles(_root.Of("A")), path => Assert.Equal(0x180, FileOwner.TryRead(path, false)!.Value.Permissions));
        Assert.Throws<IOException>(() => _store.Create(Meta("A"), Caller));
    }

    [Fact]
    public void Should_remove_what_the_dead_left_half_written()
    {
        _store.Create(Meta("A"), Caller);
        var own = $".tmp-meta.json-{Environment.ProcessId}-1";
        foreach (var name in (string[])[".tmp-state.json-99999999-2", own, ".tmp-output.json", ".tmp-note", "keeper.sock", "state.json", "keeper.lock"])
            File.WriteAllText(Path.Combine(_root.Of("A"), name), "{");
        using (FileLock.TryTake(_root.Of("A/keeper.lock"))) _store.RemoveLeftovers("A");
        Assert.False(File.Exists(_root.Of("A/.tmp-state.json-99999999-2")));
        Assert.True(File.Exists(_root.Of("A/keeper.sock")));
        // A child that another test has just started holds it until it has become its program.
        Patience.Until(() => !FileLock.IsHeld(_root.Of("A/keeper.lock")), "nobody holds the lock");
        _store.RemoveLeftovers("A");
        _store.RemoveLeftovers("not-there");
        Assert.Equal(
            [own, ".tmp-note", "caller.json", "full.log", "keeper.lock", "meta.json", "state.json", "stderr.log", "stdout.log"],
            Directory.GetFiles(_root.Of("A")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_leave_nothing_of_a_job_that_could_not_be_made()
    {
        _root.Write("B", "a file in its place");
        Assert.Throws<IOException>(() => _store.Create(Meta("B"), Caller));
        Assert.Equal("a file in its place", File.ReadAllText(_root.Of("B")));
        Assert.Empty(Directory.GetFileSystemEntries(_root.Of(".host/new")));
    }

    [Fact]
    public void Should_clear_what_a_dead_host_began_to_make()
    {
        _root.Write(".host/new/A/meta.json", "{");
        _root.Write(".host/new/A/caller.json", "{}");
        _store.ClearStaging();
        Assert.Empty(Directory.GetFileSystemEntries(_root.Of(".host/new")));
        _store.Create(Meta("A"), Caller);
        Assert.Equal("A", _store.ReadMeta("A")!.Job.Id);
    }

    [Fact]
    public void Should_leave_nothing_beside_a_state()
    {
        _store.Create(Meta("A"), Caller);
        _store.WriteState(States.Of("A", JobStatus.Running));
        _store.WriteState(States.Of("A", JobStatus.Exited));
        Assert.Equal(JobStatus.Exited, _store.ReadState("A")!.Job.Status);
        Assert.Equal(0x180, FileOwner.TryRead(_root.Of("A/state.json"), false)!.Value.Permissions);
        Assert.Empty(Directory.GetFiles(_root.Of("A"), ".tmp*"));
    }

    [Fact]
    public void Should_tell_versions_apart_that_were_written_at_the_same_moment()
    {
        _store.Create(Meta("A"), Caller);
        var catalog = new JobCatalog(_store);
        for (var i = 0; i < 100; i++)
            foreach (var status in (ReadOnlySpan<JobStatus>)[JobStatus.Running, JobStatus.Exited])
            {
                _store.WriteState(States.Of("A", status));
                // A kernel whose clock for files stands still for milliseconds.
                File.SetLastWriteTimeUtc(_root.Of("A/state.json"), DateTime.UnixEpoch);
                Assert.Equal(status, Assert.Single(catalog.Read().ByName).Status);
            }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    public void Should_answer_nothing_for_what_cannot_be_read(string text)
    {
        _root.Write("A/state.json", text);
        _root.Write("A/meta.json", text);
        Directory.CreateDirectory(_root.Of("B/state.json"));
        Assert.Equal((null, null, null, null), (_store.ReadState("A"), _store.ReadMeta("A"), _store.ReadState("B"), _store.ReadMeta("missing")));
    }

    [Fact]
    public void Should_name_directories_that_may_be_jobs_and_those_that_may_go_on()
    {
        foreach (var (job, state) in new[]
        {
            ("running", States.Of("running", JobStatus.Running)),
            ("done", States.Of("done", JobStatus.Exited)),
            ("old", States.Of("old", JobStatus.Exited) with { OutputComplete = null }),
            ("open", States.Of("open", JobStatus.Exited) with { OutputComplete = false }),
        })
            _root.Write($"{job}/state.json", ContractJson.ToFile(state));
        _root.Write("broken/state.json", "{");
        _root.Write("file", "");
        Directory.CreateDirectory(_root.Of(".host"));
        Directory.CreateDirectory(_root.Of("empty"));
        Assert.Equal(["broken", "done", "empty", "old", "open", "running"], _store.Names().Order());
        Assert.Equal(["broken", "empty", "open", "running"], _store.UnfinishedNames().Order());
    }

    [Fact]
    public void Should_list_jobs_of_the_oldest_shape()
    {
        _root.Write("A/meta.json", """{"job":{"id":"A"},"schema_version":"0.1","command":[],"created_at":"t","root":"r","env_keys":[]}""");
        var view = new JobCatalog(_store).Read();
        var reply = ListQuery.Page(new ListRequest(), ListQuery.Select(new ListRequest { Tags = [] }, view));
        Assert.Equal("A", Assert.Single(reply.Jobs).JobId);
        Assert.Empty(ListQuery.Select(new ListRequest { Tags = ["x"] }, view).Rows);
    }

    private static JobMeta Meta(string id) => LaunchSpec.Describe(Requests.Run() with { JobId = id }, DateTimeOffset.UnixEpoch);
}
