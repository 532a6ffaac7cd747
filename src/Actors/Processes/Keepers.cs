using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Keepers as processes of their own (<c>agent-exec-keeper</c>).</summary>
/// <param name="program">Absolute path of the keeper program.</param>
/// <param name="wake">How a keeper starts a host.</param>
public sealed class Keepers(string program, WakeOrder wake) : IKeepers
{
    // Nothing of the host's environment concerns a keeper or may reach a job. The runtime's own switches are fixed at build time.
    private static readonly byte[][] KeeperEnvironment =
    [
        SpawnRequest.Bytes("PATH=/usr/bin:/bin"),
        .. Environment.GetEnvironmentVariable(KillPoint.Variable) is { } point ? [SpawnRequest.Bytes($"{KillPoint.Variable}={point}")] : Array.Empty<byte[]>(),
    ];

    public IKeeperLink Launch(string jobDirectory, LaunchOrder order, IKeeperListener listener)
    {
        using var directory = Files.OpenDirectory(jobDirectory);
        // Taken here and handed over: from before the keeper exists until it ends there is no moment without a holder.
        using var proofOfLife = FileLock.TryTake(directory, JobFiles.KeeperLock)
            ?? throw new IOException($"{jobDirectory} has a keeper already");
        KillPoint.Reach(KillPoints.Host.KeeperLockTaken);
        var (ours, theirs) = UnixSocket.Pair();
        int keeper;
        try
        {
            keeper = Spawner.Spawn(new SpawnRequest
            {
                Program = program,
                Arguments = [SpawnRequest.Bytes("agent-exec-keeper"), SpawnRequest.Bytes(jobDirectory)],
                Environment = KeeperEnvironment,
                Input = theirs,
                Extra = proofOfLife.Descriptor,
                // It reaps adopted orphans through a descriptor, which needs the signal blocked before its runtime starts threads.
                BlockedSignals = [SignalDescriptor.ChildEnded],
            });
        }
        catch (PosixException)
        {
            ours.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
        }

        FileDescriptor? process;
        try
        {
            // Nobody asks how a keeper ended: its lock tells that it did.
            ChildReaper.ReapWhenEnded(keeper);
            process = PidFd.TryOpen(keeper);
        }
        catch (PosixException)
        {
            // Out of descriptors between two calls (fault 26). With its link closed and no order the keeper leaves: nothing has run.
            ours.Dispose();
            throw;
        }

        KillPoint.Reach(KillPoints.Host.KeeperSpawned);
        var link = new KeeperLink(ours, listener, process);
        GiveOrder(link, new KeeperFrame(KeeperFrameKind.Launch, order.Encode()));
        KillPoint.Reach(KillPoints.Host.LinkEstablished);
        return link;
    }

    public IKeeperLink? Connect(string jobDirectory, IKeeperListener listener)
    {
        if (!Directory.Exists(jobDirectory)) return null;
        using var directory = Files.OpenDirectory(jobDirectory);
        return UnixSocket.TryConnect(directory, JobFiles.KeeperSocket) is { } socket ? new KeeperLink(socket, listener) : null;
    }

    public KeeperFrame WakeOrder(bool wanted) =>
        wanted && wake.ToFrame() is { } order && order.Payload.Length <= Contracts.Keeping.WakeOrder.LargestBytes ? order : new KeeperFrame(KeeperFrameKind.WakeHost, []);

    public KeeperSign SignOf(string jobDirectory)
    {
        var path = Path.Combine(jobDirectory, JobFiles.KeeperLock);
        if (!File.Exists(path)) return KeeperSign.Never;
        if (FileLock.IsHeld(path)) return KeeperSign.Alive;
        // Keepers of the first release left no mark, but their socket when they were killed.
        return new FileInfo(path).Length > 0 || File.Exists(Path.Combine(jobDirectory, JobFiles.KeeperSocket)) ? KeeperSign.Ended : KeeperSign.NeverOrdered;
    }

    public IRootWitness? Witness(JobState state) => RootWitness.TryHold(state);

    public void KillOrphans(JobState state, string jobDirectory, IReadOnlyCollection<string> pipes)
    {
        // After a reboot every number means somebody else (fault 4).
        if (RootWitness.IdentityOf(state) is not { } root || root.BootId != ProcessIdentity.CurrentBootId) return;
        if (pipes.Count == 0 && root.IsAlive()) pipes = RootWitness.PipesOf(root.Pid);
        List<string> outputs = [.. pipes, .. TryReadMark(jobDirectory)?.Outputs ?? []];
        OrphanStop.Run(() => OrphanFamily.Of(root, ProcessStat.All(), pid => ProcessOutputs.HoldsAny(pid, outputs)));
    }

    public void KillStrays(string jobDirectory)
    {
        if (TryReadMark(jobDirectory) is not { } mark) return;
        OrphanStop.Run(() => OrphanFamily.OfKeeper(mark.StartTicks, ProcessStat.All(), pid => ProcessOutputs.HoldsAny(pid, mark.Outputs)));
    }

    private static KeeperMark? TryReadMark(string jobDirectory) =>
        SmallFile.TryRead(Path.Combine(jobDirectory, JobFiles.KeeperLock)) is { } text && KeeperMark.TryParse(text) is { } mark
        && mark.BootId == ProcessIdentity.CurrentBootId
            ? mark
            : null;

    public void SignalForeign(JobState state, int signal)
    {
        // Not the process itself when there is no such group: for a moment at the start the other program writes its own pid there.
        if (IsRootAlive(state) && state.Pid > 1) Posix.Processes.SignalGroup(state.Pid.Value, signal);
    }

    public void SignalFamily(JobState state, int signal)
    {
        if (RootWitness.IdentityOf(state) is not { } root || root.BootId != ProcessIdentity.CurrentBootId) return;
        foreach (var process in OrphanFamily.Of(root, ProcessStat.All(), _ => false)) _ = ProcessSignals.TrySignal(process, signal);
    }

    public bool IsRootAlive(JobState state) => state switch
    {
        { Pid: { } pid, PidStartTicks: { } ticks, BootId: { } boot } => new ProcessIdentity(pid, ticks, boot).IsAlive(),
        // A job of another program: the bare pid is all there is.
        { Pid: { } pid } => ProcessIdentity.Of(pid) is { } process && ForeignProcess.CanBe(state, DateTimeOffset.UtcNow - process.Age),
        _ => false,
    };

    // A keeper that has died already is no failure of its own: the end of the link tells, and since nothing has run the order is given again.
    private static void GiveOrder(KeeperLink link, KeeperFrame launch)
    {
        try
        {
            link.Send(launch);
        }
        catch (IOException error) when (error.InnerException is OperationCanceledException)
        {
            // One that lives and does not read has a part of it, and must not get anything else behind that.
            link.Dispose();
            throw;
        }
        catch (IOException)
        {
        }
    }
}
