using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Registry;

public sealed class JobCatalogTests
{
    private readonly CountingStore _store = new();

    [Fact]
    public void Should_read_again_only_what_has_changed()
    {
        var catalog = new JobCatalog(_store);
        _store.Stamps["A"] = Stamp(1);
        _store.Stamps["B"] = Stamp(1);
        Assert.Equal(2, catalog.Read().ByName.Count);
        catalog.Read();
        Assert.Equal(["A", "B"], _store.Read);
        _store.Stamps["B"] = Stamp(2);
        catalog.Read();
        Assert.Equal(["A", "B", "B"], _store.Read);
    }

    [Fact]
    public void Should_forget_what_is_gone_and_find_what_is_new()
    {
        var catalog = new JobCatalog(_store);
        _store.Stamps["A"] = Stamp(1);
        catalog.Read();
        _store.Stamps.Remove("A");
        Assert.Empty(catalog.Read().ByName);
        _store.Stamps["A"] = Stamp(1);
        Assert.Single(catalog.Read().ByName);
        Assert.Equal(["A", "A"], _store.Read);
    }

    [Fact]
    public void Should_find_a_job_that_took_the_place_of_another()
    {
        var catalog = new JobCatalog(_store);
        _store.Stamps["A"] = Stamp(1);
        var first = catalog.Read();
        Assert.Same(first, catalog.Read());
        _store.Stamps.Remove("A");
        _store.Stamps["B"] = Stamp(1);
        Assert.Equal("B", Assert.Single(catalog.Read().ByName).Name);
        Assert.Equal("A", Assert.Single(first.ByName).Name);
    }

    [Fact]
    public void Should_read_thousands_at_once()
    {
        var catalog = new JobCatalog(_store);
        foreach (var i in Enumerable.Range(0, 3000)) _store.Stamps[$"{i:D5}"] = Stamp(1);
        Assert.Equal(_store.Stamps.Keys, catalog.Read().ByName.Select(entry => entry.Name));
        Assert.Equal(3000, catalog.Read().Unreadable);
        Assert.Equal(_store.Stamps.Keys, _store.Read.Order());
    }

    private static JobStamp Stamp(ulong version) => new(new FileStamp(version, 0, 0, 0), null);

    private sealed class CountingStore : IJobStore
    {
        public SortedDictionary<string, JobStamp> Stamps { get; } = [];

        public List<string> Read { get; } = [];

        public IReadOnlyList<JobPlace> Scan() => [.. Stamps.Select(job => new JobPlace(job.Key, job.Value))];

        public IEnumerable<string> Names() => throw new NotSupportedException();

        public JobStamp StampOf(string job) => throw new NotSupportedException();

        public bool IsUntold(string job) => throw new NotSupportedException();

        public long SizeOf(string job) => throw new NotSupportedException();

        public string? PutAway(string job) => throw new NotSupportedException();

        public IReadOnlyDictionary<string, string> EmptyTrash() => throw new NotSupportedException();

        public RequestClaim Claim(string key, RequestClaim mine, Func<string, bool> isThere) => throw new NotSupportedException();

        public RequestClaim? FindClaim(string key, Func<string, bool> isThere) => throw new NotSupportedException();

        public void SweepRequests() => throw new NotSupportedException();

        public JobMeta? ReadMeta(string job)
        {
            lock (Read) Read.Add(job);
            return null;
        }

        public JobState? ReadState(string job) => null;

        public ExitRecord? ReadExit(string job) => throw new NotSupportedException();

        public string DirectoryOf(string job) => throw new NotSupportedException();

        public bool Exists(string job) => throw new NotSupportedException();

        public SessionRecord? ReadSession(string job) => throw new NotSupportedException();

        public void WriteSession(string job, SessionRecord session, bool durable) => throw new NotSupportedException();

        public void Create(JobMeta meta, CallerRecord caller, SessionRecord? session = null) => throw new NotSupportedException();

        public void ClearStaging() => throw new NotSupportedException();

        public void RemoveLeftovers(string job) => throw new NotSupportedException();

        public void WriteMeta(string job, JobMeta meta) => throw new NotSupportedException();

        public void WriteState(JobState state) => throw new NotSupportedException();

        public IEnumerable<string> UnfinishedNames() => throw new NotSupportedException();
    }
}
