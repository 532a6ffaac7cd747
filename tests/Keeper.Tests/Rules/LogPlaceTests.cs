using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

/// <summary>A log that somebody takes away or empties goes on in its place, and what it lacks is noted (fault 23).</summary>
public sealed class LogPlaceTests : IDisposable
{
    private readonly JobFolder _folder = new();
    private long _now;
    private OutputGap? _gap;

    private string Path => _folder["stdout.log"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_go_on_in_a_new_file_when_the_log_is_renamed_or_removed()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        using var log = Open(directory);
        _ = log.Append("one\n"u8);
        File.Move(Path, Path + ".1");
        Later(log, "two\n");
        Assert.Equal(("one\n", "two\n"), (File.ReadAllText(Path + ".1"), File.ReadAllText(Path)));
        Assert.Equal((0L, 4L), (_gap!.HeadBytes, _gap.DroppedBytes));
        File.Delete(Path);
        Later(log, "three\n");
        Assert.Equal("three\n", File.ReadAllText(Path));
        Assert.Equal((8L, 14L), (log.DroppedBytes, _gap!.StreamBytes(6)));
    }

    [Fact]
    public void Should_look_at_most_two_hundred_times_a_second()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        using var log = Open(directory);
        File.Move(Path, Path + ".1");
        _now = 4;
        _ = log.Append("early\n"u8);
        Assert.False(File.Exists(Path));
        Later(log, "late\n");
        Assert.Equal("late\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Should_note_what_an_emptied_log_lacks_though_the_note_is_refused_at_first()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        var writable = false;
        using var log = Open(directory, gap => writable && (_gap = gap) == gap);
        _ = log.Append("one\n"u8);
        File.WriteAllBytes(Path, []);
        Later(log, "two\n");
        Assert.Equal(("two\n", null), (File.ReadAllText(Path), _gap));
        writable = true;
        Later(log, "three\n");
        Assert.Equal(4, _gap!.DroppedBytes);
        Assert.Equal(14, _gap.StreamBytes(new FileInfo(Path).Length));
    }

    [Fact]
    public void Should_keep_its_file_when_a_link_fifo_or_directory_is_in_its_place_or_the_directory_is_gone()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        using var log = Open(directory);
        File.Move(Path, Path + ".1");
        _ = File.CreateSymbolicLink(Path, _folder["full.log"]);
        Later(log, "link\n");
        File.Delete(Path);
        _ = Directory.CreateDirectory(Path);
        Later(log, "directory\n");
        Assert.Equal(("link\ndirectory\n", ""), (File.ReadAllText(Path + ".1"), _folder.Text("full.log")));
        _folder.Dispose();
        Later(log, "gone\n");
        Assert.Equal(0, log.UnwrittenBytes);
        _ = Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public void Should_keep_its_limit_in_the_new_file_too()
    {
        using var directory = Files.OpenDirectory(_folder.Path);
        using var log = Open(directory, limit: 100);
        _ = log.Append(new byte[90]);
        File.Delete(Path);
        for (var i = 0; i < 50; i++)
        {
            Later(log, "seventeen bytes!\n");
            var size = new FileInfo(Path).Length;
            Assert.InRange(size, 1, 100);
            Assert.Equal(90 + (i + 1) * 17, _gap!.StreamBytes(size));
        }

        Assert.EndsWith("seventeen bytes!\n", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    private LogFile Open(FileDescriptor directory, Func<OutputGap?, bool>? note = null, long limit = 0)
    {
        var file = Files.OpenAppend(directory, "stdout.log");
        note ??= gap => (_gap = gap) == gap;
        return new LogFile(file, LogLimit.Of(limit), new LogCut(file, note, false), new LogPlace(directory, "stdout.log"u8.ToArray(), () => _now));
    }

    private void Later(LogFile log, string text)
    {
        _now += 100;
        _ = log.Append(System.Text.Encoding.ASCII.GetBytes(text));
    }
}
