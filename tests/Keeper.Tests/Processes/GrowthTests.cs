using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

/// <summary>Hosts that ask for it hear that there is output, and only they.</summary>
public sealed class GrowthTests
{
    private static readonly KeeperFrame WatchOutput = new(KeeperFrameKind.WatchOutput, []);

    [Fact]
    public void Should_say_that_there_is_output_to_every_host_that_asks()
    {
        using var job = KeptJob.Start(Orders.Tool("print stdout 1 -- trap 10 2")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        job.Link.Send(WatchOutput);
        Assert.Equal(KeeperFrameKind.OutputGrew, job.Link.Next()?.Kind);
        // What was written before it came is told to a later one too, when it asks.
        using var later = HostSide.Connect(job.Folder.Path);
        using var silent = HostSide.Connect(job.Folder.Path);
        later.Send(WatchOutput);
        Assert.Equal([KeeperFrameKind.Started, KeeperFrameKind.OutputGrew], [later.Next()?.Kind, later.Next()?.Kind]);
        later.Send(new SignalOrder(10, SignalCause.Kill).ToFrame());
        foreach (var (host, asked) in new[] { (later, true), (silent, false), (job.Link, true) })
        {
            var kinds = new List<KeeperFrameKind>();
            while (host.Next() is { } frame) kinds.Add(frame.Kind);
            // Who asked may hear of the last output too, unless it heard something less than a pause before the end.
            if (!asked) Assert.DoesNotContain(KeeperFrameKind.OutputGrew, kinds);
            Assert.Equal([KeeperFrameKind.Exited, KeeperFrameKind.Settled], kinds.Where(kind => kind is not (KeeperFrameKind.OutputGrew or KeeperFrameKind.Started)));
        }

        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_not_give_up_a_host_that_asks_and_does_not_read()
    {
        using var job = KeptJob.Start(Orders.Tool("print stderr 500 10 -- trap 10 2")).UntilStarted();
        job.Link.Send(WatchOutput);
        using (var busy = HostSide.Connect(job.Folder.Path))
        {
            // It asks and never reads: in five seconds there are more words than its socket holds.
            for (var i = 0; i < 1000; i++) busy.Send(WatchOutput);
            _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
            Assert.Equal(KeeperFrameKind.Started, busy.Next()?.Kind);
            job.Signal(10);
            KeeperFrame? last = null;
            while (busy.Next() is { } frame) last = frame;
            Assert.Equal(KeeperFrameKind.Settled, last?.Kind);
        }

        var told = 0;
        while (job.Link.Next() is { } frame) told += frame.Kind == KeeperFrameKind.OutputGrew ? 1 : 0;
        Assert.InRange(told, 1, 502);
        job.UntilKeeperLeft();
    }
}
