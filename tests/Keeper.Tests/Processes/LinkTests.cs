using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Links;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class LinkTests
{
    [Fact]
    public void Should_tell_everything_again_to_a_host_that_comes_later()
    {
        using var job = KeptJob.Start(Orders.Tool("print stdout 30 -- hold trap 10 0 -- exit 6")).UntilStarted();
        job.LoseHost();
        _ = LogWatch.UntilContains(job.Folder["exit.json"], "\"output_complete\": false");
        job.NewHost();
        var first = job.Started;
        Assert.Equal(first, job.UntilStarted().Started);
        Assert.Equal(6, job.UntilExited().ExitCode);
        Assert.Equal((6, false), (job.UntilSettled() is var end ? end.ExitCode : null, end.OutputComplete));
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Signal(10);
        Assert.True(job.UntilSettled().OutputComplete);
        job.UntilKeeperLeft();
        var expected = string.Concat(Enumerable.Range(1, 30).Select(i => $"stdout {i}\n")) + "ready\ntrapped\n";
        Assert.Equal(expected, job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_serve_several_hosts_and_let_the_oldest_make_room()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 10 2")).UntilStarted();
        var hosts = Enumerable.Range(0, HostLinks.MaximumConnections).Select(_ => HostSide.Connect(job.Folder.Path)).ToList();
        Assert.All(hosts, host => Assert.Equal(KeeperFrameKind.Started, host.Next()?.Kind));
        Assert.Null(job.Link.Next());
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        hosts[3].Send(new SignalOrder(10, SignalCause.Kill).ToFrame());
        foreach (var host in hosts)
        {
            Assert.Equal(KeeperFrameKind.Exited, host.Next()?.Kind);
            Assert.Equal(KeeperFrameKind.Settled, host.Next()?.Kind);
            Assert.Null(host.Next());
            host.Dispose();
        }

        job.UntilKeeperLeft();
    }

    [Theory]
    [InlineData("474554202F20485454502F312E310D0A0D0A")]
    [InlineData("FFFFFF7F02")]
    [InlineData("00000000")]
    [InlineData("0300000002FFFF")]
    [InlineData("0600000002" + "4100000001")]
    [InlineData("0600000002" + "0F00000009")]
    [InlineData("0100000001")]
    public void Should_close_a_link_that_talks_nonsense_and_go_on(string hex)
    {
        using var job = KeptJob.Start(Orders.Tool("trap 10 2")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        using (var hostile = HostSide.Connect(job.Folder.Path))
        {
            Assert.Equal(KeeperFrameKind.Started, hostile.Next()?.Kind);
            hostile.SendRaw(Convert.FromHexString(hex));
            Assert.Null(hostile.Next());
        }

        job.Signal(10);
        Assert.Equal(2, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_not_wait_for_the_rest_of_a_frame_and_skip_kinds_of_later_releases()
    {
        using var job = KeptJob.Start(Orders.Tool("trap 10 2")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        using var silent = HostSide.Connect(job.Folder.Path);
        silent.SendRaw([6, 0, 0]);
        job.Link.Send(new KeeperFrame((KeeperFrameKind)15, new byte[1000]));
        job.Signal(10);
        Assert.Equal(2, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_obey_a_last_order_from_a_host_that_leaves_at_once()
    {
        using var job = KeptJob.Start("/bin/sleep", "1000").UntilStarted();
        using (var passing = HostSide.Connect(job.Folder.Path)) passing.Send(new SignalOrder(9, SignalCause.Kill).ToFrame());
        Assert.Equal(9, job.UntilExited().Signal);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }
}
