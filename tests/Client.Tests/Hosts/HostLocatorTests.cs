using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Hosts;

/// <summary>A host is believed in only while its lock is held and its process is the one that wrote the endpoint.</summary>
public sealed class HostLocatorTests : IDisposable
{
    private static readonly ProcessIdentity Self = ProcessIdentity.Of(Environment.ProcessId)!;
    private static readonly HostEndpoint Living = new(1, Self.Pid, Self.StartTicks, Self.BootId, 1, "AB", "t", "v");

    private readonly Scratch _root = new();

    public HostLocatorTests() => Directory.CreateDirectory(_root.Of(".host"));

    public void Dispose() => _root.Dispose();

    private FileLock? TakeLock() => FileLock.TryTake(_root.Of(".host/host.lock"));

    [Fact]
    public void Found_with_lock_and_living_process()
    {
        using var held = TakeLock();
        Publish(Living);
        Assert.Equal(Living, new HostLocator(_root.Path).TryFind());
    }

    [Fact]
    public void Not_found_without_a_lock()
    {
        Publish(Living);
        Assert.Null(new HostLocator(_root.Path).TryFind());
        TakeLock()!.Dispose();
        Assert.Null(new HostLocator(_root.Path).TryFind());
        Assert.Null(new HostLocator(_root.Of("missing")).TryFind());
    }

    [Fact]
    public void Not_found_when_the_endpoint_is_another_process()
    {
        using var held = TakeLock();
        foreach (var stale in new[] { Living with { StartTicks = Living.StartTicks + 1 }, Living with { BootId = "x" }, Living with { Pid = int.MaxValue } })
        {
            Publish(stale);
            Assert.Null(new HostLocator(_root.Path).TryFind());
        }
    }

    [Fact]
    public void Found_by_any_name_of_its_root_and_not_in_a_root_that_was_moved()
    {
        using var held = TakeLock();
        var link = _root.Of("alias");
        Directory.CreateSymbolicLink(link, _root.Path);
        foreach (var root in new[] { _root.Path, link })
        {
            Publish(Living with { Root = root });
            Assert.NotNull(new HostLocator(_root.Path).TryFind());
        }

        foreach (var root in new[] { _root.Of("old-name"), "/", "", "jobs", "/a\0b" })
        {
            Publish(Living with { Root = root });
            Assert.Null(new HostLocator(_root.Path).TryFind());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"port\":1}")]
    public void Not_found_when_the_endpoint_cannot_be_read(string? text)
    {
        using var held = TakeLock();
        if (text is not null) _root.Write(".host/endpoint.json", text);
        Assert.Null(new HostLocator(_root.Path).TryFind());
    }

    private void Publish(HostEndpoint endpoint) => _root.Write(".host/endpoint.json", ContractJson.ToFile(endpoint));
}
