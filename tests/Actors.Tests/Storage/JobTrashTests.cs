using AgentExec.Actors.Storage;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Storage;

/// <summary>Measuring and removing on a real file system.</summary>
public sealed class JobTrashTests : IDisposable
{
    private readonly Scratch _root = new();
    private readonly JobStore _store;

    public JobTrashTests() => _store = new JobStore(_root.Path);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Should_measure_regular_files_at_any_depth_and_no_link()
    {
        _root.Write("outside", new string('x', 1000));
        _root.Write("A/state.json", "12345");
        _root.Write("A/deep/er/file", "1234567");
        File.CreateSymbolicLink(_root.Of("A/link"), _root.Of("outside"));
        Directory.CreateSymbolicLink(_root.Of("A/loop"), _root.Of("A"));
        Assert.Equal(12, _store.SizeOf("A"));
        Directory.CreateSymbolicLink(_root.Of("B"), _root.Of("A"));
        Assert.Equal((0, 0), (_store.SizeOf("B"), _store.SizeOf("missing")));
    }

    [Fact]
    public void Should_remove_everything_below_and_nothing_behind_a_link()
    {
        var kept = _root.Write("kept/file", "x");
        Directory.CreateDirectory(_root.Of("A"));
        Files.MakeDirectory(_root.Of("A/closed"), mode: 0x140);
        _root.Write("A/deep/er/file", "x");
        File.CreateSymbolicLink(_root.Of("A/file-link"), kept);
        Directory.CreateSymbolicLink(_root.Of("A/deep/link"), _root.Of("kept"));
        Assert.Null(_store.PutAway("A"));
        Assert.False(Directory.Exists(_root.Of("A")));
        Assert.True(Directory.Exists(_root.Of(".host/trash/A")));
        Assert.Equal(0x1C0, FileOwner.TryRead(_root.Of(".host/trash"), false)!.Value.Permissions);
        Assert.Empty(_store.EmptyTrash());
        Assert.Empty(Directory.GetFileSystemEntries(_root.Of(".host/trash")));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void Should_leave_a_link_in_the_root_alone()
    {
        _root.Write("A/state.json", "x");
        Directory.CreateSymbolicLink(_root.Of("B"), _root.Of("A"));
        Assert.NotNull(_store.PutAway("B"));
        Assert.NotNull(_store.PutAway("missing"));
        Assert.True(File.Exists(_root.Of("B/state.json")));
    }

    [Fact]
    public void Should_take_the_same_name_again_while_the_first_is_still_there()
    {
        _root.Write(".host/trash/A/left", "x");
        _root.Write("A/state.json", "x");
        Assert.Null(_store.PutAway("A"));
        Assert.Equal(2, Directory.GetDirectories(_root.Of(".host/trash")).Length);
        Assert.Empty(_store.EmptyTrash());
        Assert.Empty(Directory.GetDirectories(_root.Of(".host/trash")));
    }

    [Fact]
    public void Should_leave_a_job_whole_that_cannot_be_moved()
    {
        _root.Write(".host/trash", "a file in the way");
        _root.Write("A/state.json", "x");
        Assert.Contains("trash", _store.PutAway("A"), StringComparison.Ordinal);
        Assert.True(File.Exists(_root.Of("A/state.json")));
        Assert.Empty(_store.EmptyTrash());
    }

    [Fact]
    public void Should_tell_links_from_directories_and_skip_everything_else()
    {
        _root.Write("A/state.json", "x");
        _root.Write("file", "x");
        _root.Write(".host/x", "x");
        Directory.CreateSymbolicLink(_root.Of("B"), _root.Of("A"));
        File.CreateSymbolicLink(_root.Of("C"), _root.Of("file"));
        File.CreateSymbolicLink(_root.Of("D"), _root.Of("nowhere"));
        var places = _store.Scan().OrderBy(place => place.Name).ToList();
        Assert.Equal([("A", false), ("B", true)], places.Select(place => (place.Name, place.IsLink)));
        Assert.All(places, place => Assert.Equal(_store.StampOf(place.Name), place.Stamp));
        Assert.NotNull(places[0].Stamp.State);
        Assert.Null(places[0].Stamp.Meta);
    }

    [Fact]
    public void Should_find_every_one_of_thousands()
    {
        var names = Enumerable.Range(0, 5000).Select(i => $"{i:D5}").ToList();
        foreach (var name in names) Directory.CreateDirectory(_root.Of(name));
        Assert.Equal(names, _store.Scan().Select(place => place.Name).Order());
    }
}
