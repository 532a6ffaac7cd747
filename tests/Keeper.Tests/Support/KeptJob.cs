using System.Text.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>One job under a native keeper, started as the host starts it. Disposing proves that nothing of it is left.</summary>
internal sealed class KeptJob : IDisposable
{
    private readonly FileDescriptor _keeperEnd;

    private KeptJob(JobFolder folder, int keeperPid, HostSide link)
    {
        (Folder, KeeperPid, Link) = (folder, keeperPid, link);
        _keeperEnd = PidFd.TryOpen(keeperPid) ?? throw new InvalidOperationException("keeper vanished");
    }

    public JobFolder Folder { get; }

    public int KeeperPid { get; }

    public HostSide Link { get; private set; }

    public StartedFact Started { get; private set; }

    public int? KeeperExitCode { get; private set; }

    /// <summary>Starts a keeper and gives it an order; with <paramref name="order"/> null it has only the link.</summary>
    public static KeptJob Start(LaunchOrder? order, JobFolder? folder = null)
    {
        folder ??= new JobFolder();
        var keeperLock = folder.TakeLock();
        var (ours, theirs) = UnixSocket.Pair();
        int pid;
        using (keeperLock)
        using (theirs)
        {
            pid = Spawner.Spawn(new SpawnRequest
            {
                Program = NativePrograms.Keeper,
                Arguments = [SpawnRequest.Bytes("agent-exec-keeper"), SpawnRequest.Bytes(folder.Path)],
                Environment = [],
                Input = theirs,
                Extra = keeperLock,
                BlockedSignals = [SignalDescriptor.ChildEnded],
            });
        }

        var job = new KeptJob(folder, pid, new HostSide(ours));
        if (order is not null) job.Link.Send(new KeeperFrame(KeeperFrameKind.Launch, order.Encode()));
        return job;
    }

    public static KeptJob Start(params string[] command) => Start(Orders.Run(command));

    /// <summary>Waits for the command to run and remembers its process.</summary>
    public KeptJob UntilStarted()
    {
        Started = StartedFact.Decode(Expect(KeeperFrameKind.Started).Payload);
        return this;
    }

    public ExitRecord UntilExited() => Record(Expect(KeeperFrameKind.Exited));

    public ExitRecord UntilSettled() => Record(Expect(KeeperFrameKind.Settled));

    /// <summary>All the way: started, exited, settled with all output, keeper gone.</summary>
    public ExitRecord Finish()
    {
        UntilStarted();
        _ = UntilExited();
        var record = UntilSettled();
        if (!record.OutputComplete) record = UntilSettled();
        UntilKeeperLeft();
        return record;
    }

    public void Signal(int signal, SignalCause cause = SignalCause.Kill) => Link.Send(new SignalOrder(signal, cause).ToFrame());

    /// <summary>The host dies: its link closes.</summary>
    public void LoseHost() => Link.Dispose();

    /// <summary>A host comes: it finds the keeper by its socket.</summary>
    public void NewHost() => Link = HostSide.Connect(Folder.Path);

    public KeeperFrame Expect(KeeperFrameKind kind)
    {
        var frame = Link.Next() ?? throw new InvalidOperationException($"the keeper closed the link before {kind}");
        Assert.Equal(kind, frame.Kind);
        return frame;
    }

    public void UntilKeeperLeft()
    {
        if (KeeperExitCode is not null) return;
        if (!Poller.WaitReadable(_keeperEnd, Patience.Limit)) throw new TimeoutException("the keeper does not leave");
        var end = ChildProcess.Reap(KeeperPid) ?? throw new InvalidOperationException("keeper has no end");
        KeeperExitCode = end.ExitCode ?? -end.Signal;
    }

    public void Dispose()
    {
        var wasRunning = KeeperExitCode is null;
        if (wasRunning) _ = PidFd.Signal(_keeperEnd, 9);
        UntilKeeperLeft();
        _keeperEnd.Dispose();
        Link.Dispose();
        var left = Started.Pid == 0 ? [] : ProcessTable.LivingMembers(Started.Pid);
        foreach (var pid in left) ProcessTable.Kill(pid);
        Folder.Dispose();
        Assert.False(wasRunning, "the test did not wait for its keeper to leave");
        Assert.Empty(left);
    }

    private static ExitRecord Record(KeeperFrame frame) => JsonSerializer.Deserialize<ExitRecord>(frame.Payload)!;
}
