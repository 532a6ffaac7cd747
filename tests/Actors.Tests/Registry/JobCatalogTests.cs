using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
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
        Assert.Equal(2, catalog.Read().Count);
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
        Assert.Empty(catalog.Read());
        _store.Stamps["A"] = Stamp(1);
        Assert.Single(catalog.Read());
        Assert.Equal(["A", "A"], _store.Read);
    }

    private static JobStamp Stamp(ulong version) => new(new FileStamp(version, 0, 0, 0), null);

    private sealed class CountingStore : IJobStore
    {
        public SortedDictionary<string, JobStamp> Stamps { get; } = [];

        public List<string> Read { get; } = [];

        public IEnumerable<string> Names() => Stamps.Keys;

        public JobStamp StampOf(string job) => Stamps[job];

        public JobMeta? ReadMeta(string job)
        {
            Read.Add(job);
            return null;
        }

        public JobState? ReadState(string job) => null;

        public ExitRecord? ReadExit(string job) => throw new NotSupportedException();

        public string DirectoryOf(string job) => throw new NotSupportedException();

        public bool Exists(string job) => throw new NotSupportedException();

        public void Create(JobMeta meta, CallerRecord caller) => throw new NotSupportedException();

        public void WriteMeta(string job, JobMeta meta) => throw new NotSupportedException();

        public void WriteState(JobState state) => throw new NotSupportedException();

        public IEnumerable<string> UnfinishedNames() => throw new NotSupportedException();
    }
}
