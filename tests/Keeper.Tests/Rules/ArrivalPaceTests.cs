using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

/// <summary>The order of arrival of a command that alternates between its streams stays small, and says of every byte where it is.</summary>
public sealed class ArrivalPaceTests : IDisposable
{
    private const long Fine = 64 * ArrivalEntry.Size;

    private readonly string _path = Directory.CreateTempSubdirectory("agent-exec-order-").FullName;
    private readonly FileDescriptor _directory;
    private readonly ArrivalLog _log;

    public ArrivalPaceTests()
    {
        _directory = Files.OpenDirectory(_path);
        _log = new ArrivalLog(_directory, Fine);
    }

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Theory]
    [InlineData(null, 0, 7, 7)]
    [InlineData(0, 4095, 7, 50)]
    [InlineData(0, 4096, 7, 7)]
    [InlineData(0, 1, 60, 50)]
    public void Much_output_or_a_pause_makes_it_due(int? writtenAt, long outputSince, int now, int due) => Assert.Equal(
        TimeSpan.FromMilliseconds(due), ArrivalPace.DueAt(writtenAt is { } at ? TimeSpan.FromMilliseconds(at) : null, outputSince, TimeSpan.FromMilliseconds(now)));

    [Fact]
    public void Each_passage_is_written_at_once_as_long_as_they_are_few()
    {
        for (var i = 0; i < 64; i++)
        {
            Add(1 - i % 2, "x");
            Assert.Equal(i + 1, Entries().Count);
            Assert.Null(_log.Advance(TimeSpan.Zero));
        }

        Assert.Equal(0, _log.HeldBytes);
    }

    [Fact]
    public void Many_are_bounded_by_output_and_lose_none_of_it()
    {
        const int Bytes = 1_000_000;
        for (var i = 0; i < Bytes; i++)
        {
            Add(1 - i % 2, "x");
            // As the loop does behind each piece; no time passes.
            _log.Advance(TimeSpan.Zero);
        }

        _log.Finish();
        var entries = Entries();
        Assert.InRange(entries.Count, 64 + Bytes / ArrivalPace.CoarseBytes, 64 + 8 + 2 * Bytes / ArrivalPace.CoarseBytes);
        AssertWhole(entries, Bytes / 2, Bytes / 2);
    }

    [Fact]
    public void What_is_held_back_is_written_after_a_pause()
    {
        for (var i = 0; i < 64; i++) Add(1 - i % 2, "x");
        var now = TimeSpan.FromSeconds(1);
        Add(1, "first");
        // The first after a long time does not wait.
        Assert.Equal(5, _log.HeldBytes);
        Assert.Null(_log.Advance(now));
        Assert.Equal((0, 65), (_log.HeldBytes, Entries().Count));
        Add(0, "a");
        Add(1, "b");
        Add(0, "c");
        Assert.Equal(now + ArrivalPace.Pause, _log.Advance(now + TimeSpan.FromMilliseconds(1)));
        // That of the stream that is on can be read.
        Assert.Equal((2, 65), (_log.HeldBytes, Entries().Count));
        Assert.Null(_log.Advance(now + ArrivalPace.Pause));
        Assert.Equal((0, 66), (_log.HeldBytes, Entries().Count));
        AssertWhole(Entries(), 34, 38);
    }

    /// <summary>Else a host that looks for growth saw none, and who waits for that output slept on.</summary>
    [Fact]
    public void What_comes_free_is_seen_though_a_character_of_the_other_stream_is_not_finished()
    {
        for (var i = 0; i < 64; i++) Add(1 - i % 2, "x");
        _log.Add(OutputStream.Stdout, [(byte)'a', 0xC3]);
        Assert.Null(_log.Advance(TimeSpan.FromSeconds(1)));
        var readable = 66 - _log.HeldBytes;
        Assert.Equal(65, readable);
        Add(1, "x");
        Assert.Equal(readable, 67 - _log.HeldBytes);
        Assert.Null(_log.Advance(TimeSpan.FromSeconds(2)));
        Assert.Equal(readable + 1, 67 - _log.HeldBytes);
        Assert.Equal(new ArrivalEntry(true, 33, 32), Entries()[^1]);
    }

    [Fact]
    public void Nothing_is_written_or_held_behind_the_end()
    {
        for (var i = 0; i < 64; i++) Add(1 - i % 2, "x");
        Add(1, "a");
        _log.Add(OutputStream.Stdout, [0xC3]);
        Add(1, "b");
        Assert.NotEqual(0, _log.HeldBytes);
        _log.Finish();
        var entries = Entries();
        AssertWhole(entries, 33, 34);
        Assert.Equal(0, _log.HeldBytes);
        Assert.Null(_log.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(entries, Entries());
    }

    /// <summary>No part begins within a character, whichever passages were left out.</summary>
    [Fact]
    public void No_character_is_cut()
    {
        var random = new Random(1);
        var (bytes, written) = ("zwölf € 🚀"u8.ToArray(), new[] { new List<byte>(), new List<byte>() });
        for (var i = 0; i < 20_000; i++)
        {
            var stream = random.Next(2);
            var piece = bytes.AsSpan(written[stream].Count % bytes.Length)[..1];
            written[stream].Add(piece[0]);
            _log.Add((OutputStream)stream, piece);
            if (random.Next(10) == 0) _log.Advance(TimeSpan.FromMilliseconds(i));
        }

        _log.Finish();
        var entries = Entries();
        AssertWhole(entries, written[0].Count, written[1].Count);
        Assert.True(entries.Count < 5000);
        foreach (var entry in entries)
        {
            Assert.True(IsBeginning(written[0], entry.StdoutBytes));
            Assert.True(IsBeginning(written[1], entry.StderrBytes));
        }
    }

    private static bool IsBeginning(List<byte> text, long at) => at >= text.Count || (text[(int)at] & 0xC0) != 0x80;

    private void Add(int stream, string text) => _log.Add((OutputStream)stream, Encoding.ASCII.GetBytes(text));

    private List<ArrivalEntry> Entries()
    {
        var bytes = File.ReadAllBytes(Path.Combine(_path, JobFiles.Arrival));
        Assert.Equal(0, bytes.Length % ArrivalEntry.Size);
        return [.. Enumerable.Range(0, bytes.Length / ArrivalEntry.Size).Select(i => ArrivalEntry.Read(bytes.AsSpan(i * ArrivalEntry.Size)))];
    }

    // Each passes to the other stream, and only the one that was on has grown: so every byte has one place.
    private static void AssertWhole(List<ArrivalEntry> entries, long stdout, long stderr)
    {
        var last = new ArrivalEntry(false, 0, 0);
        foreach (var entry in entries)
        {
            Assert.True(entry.IsStderr != last.IsStderr);
            Assert.True(last.IsStderr
                ? entry.StdoutBytes == last.StdoutBytes && entry.StderrBytes >= last.StderrBytes && entry.StderrBytes <= stderr
                : entry.StderrBytes == last.StderrBytes && entry.StdoutBytes >= last.StdoutBytes && entry.StdoutBytes <= stdout);
            last = entry;
        }
    }
}
