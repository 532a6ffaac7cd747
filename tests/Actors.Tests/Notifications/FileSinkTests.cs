using System.Text;
using AgentExec.Actors.Notifications;
using AgentExec.Actors.Notifications.Sinks;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>Notify files (contract A20.5).</summary>
[Collection("sinks")]
public sealed class FileSinkTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ProcessSinks _sinks = new(8);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Should_append_lines_from_the_directory_of_the_caller_through_missing_parents_with_its_umask()
    {
        Assert.Equal(SinkOutcome.Told, await _sinks.AppendAsync(Call("{1}"), "a/b/events"));
        Assert.Equal(SinkOutcome.Told, await _sinks.AppendAsync(Call("{2}"), _scratch.Of("a/b/events")));
        Assert.Equal("{1}\n{2}\n", File.ReadAllText(_scratch.Of("a/b/events")));
        Assert.Equal(0x1A0 /* 0640 */, FileOwner.TryRead(_scratch.Of("a/b/events"), false)!.Value.Permissions);
        Assert.Equal(0x1E8 /* 0750 */, FileOwner.TryRead(_scratch.Of("a"), false)!.Value.Permissions);
    }

    [Fact]
    public async Task Should_never_mix_lines_of_many_at_once()
    {
        var lines = Enumerable.Range(0, 60).Select(i => new string((char)('a' + i % 26), 5000 + i)).ToList();
        Assert.All(await Task.WhenAll(lines.Select(line => _sinks.AppendAsync(Call(line), "events"))), outcome => Assert.Equal(SinkOutcome.Told, outcome));
        Assert.Equal(lines.Order(), File.ReadAllLines(_scratch.Of("events")).Order());
    }

    [Fact]
    public async Task Should_find_the_way_behind_a_link_like_everybody_else()
    {
        Directory.CreateDirectory(_scratch.Of("real/deep"));
        File.CreateSymbolicLink(_scratch.Of("link"), _scratch.Of("real/deep"));
        Assert.Equal(SinkOutcome.Told, await _sinks.AppendAsync(Call("x"), "link/../events"));
        Assert.Equal("x\n", File.ReadAllText(_scratch.Of("real/events")));
    }

    [Theory]
    [InlineData("file/events", "create parent dir: ")]
    [InlineData("/proc/no/such/events", "create parent dir: ")]
    [InlineData("/proc/events", "open error: ")]
    [InlineData("directory", "open error: ")]
    [InlineData("", "open error: ")]
    [InlineData("fifo", "open error: ")]
    [InlineData("/dev/full", "write error: ")]
    public async Task Should_say_what_cannot_be_written(string path, string error)
    {
        _scratch.Write("file", "");
        Directory.CreateDirectory(_scratch.Of("directory"));
        // Without a reader: it must not be waited for.
        Assert.Equal(SinkOutcome.Told, await _sinks.RunAsync(Call(""), "mkfifo fifo"));
        Assert.StartsWith(error, (await _sinks.AppendAsync(Call("x"), path)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_write_to_a_fifo_that_somebody_reads()
    {
        await _sinks.RunAsync(Call(""), "mkfifo fifo");
        // Open for both, it is there before the event; the shell reads one line.
        var reader = _sinks.RunAsync(Call(""), "exec 3<>fifo; : >ready; read -r line <&3; printf %s \"$line\" >got");
        AgentExec.Tests.Shared.Patience.Until(() => File.Exists(_scratch.Of("ready")), "the reader is there");
        Assert.Equal(SinkOutcome.Told, await _sinks.AppendAsync(Call("x"), "fifo"));
        Assert.Equal(SinkOutcome.Told, await reader);
        Assert.Equal("x", File.ReadAllText(_scratch.Of("got")));
    }

    private SinkCall Call(string json) => new(
        new CallerRecord { Directory = _scratch.Path, Environment = [], Umask = 0x17 /* 027 */, ShellWrapper = ["/bin/sh", "-c"] },
        "j", "t", "/e", Encoding.UTF8.GetBytes(json), Patience.Limit);
}
