using System.Diagnostics;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Ending;
using AgentExec.Keeper.Input;
using AgentExec.Keeper.Launching;
using AgentExec.Keeper.Links;
using AgentExec.Keeper.Output;
using AgentExec.Keeper.Waking;
using AgentExec.Posix;

namespace AgentExec.Keeper;

/// <summary>The one loop: waits for the command, its output, its deadline and its hosts, and carries out what the pure rules decide.</summary>
internal sealed class JobKeeper(
    RunningCommand command, OutputCapture output, LaunchOrder order, HostLinks links, ExitFile exitFile, OrphanReaper orphans, MemoryKills memory,
    HostWaker waker)
{
    // The rows for poll(2). Output comes after the root's end, so that what was written before the end is read with it or later, never lost.
    private const int RootRow = 0, OrphanRow = 1, OutputRow = 2, InputRow = 4, LinksRow = 5;

    private readonly GroupSignals _signals = new(command.Pid);
    private readonly PollEntry[] _entries = new PollEntry[LinksRow + 1 + HostLinks.MaximumConnections];
    private readonly CommandInput _input = new(command, order.Streams);
    private OrderDesk? _desk;
    private DeadlineLadder _ladder = new(order.Timeout, order.KillAfter);
    private RootEnd? _end;
    private Told _told;

    private TimeSpan Now => Stopwatch.GetElapsedTime(command.SpawnedAt);

    /// <summary>Returns when the command has ended, its output is complete and both are on disk and told.</summary>
    public void Run()
    {
        var startTicks = ProcessIdentity.Of(command.Pid)?.StartTicks ?? 0;
        links.Tell(new StartedFact(command.Pid, startTicks, command.Warning).ToFrame());
        KillPoint.Reach(KillPoints.Keeper.StartedTold);
        links.HandleEarlyOrders(_desk = new OrderDesk(_signals, waker, _input));
        while (Advance(Now, out var wakeAt)) Wait(wakeAt);

        command.End.Dispose();
        orphans.Handle(command.Pid);
        _ = ChildProcess.Reap(command.Pid);
    }

    /// <summary>Does what is due; false when nothing is left to do.</summary>
    private bool Advance(TimeSpan now, out TimeSpan? wakeAt)
    {
        // An end that raced with the deadline was there first: the kernel has it already (fault 38).
        if (_end is null && _ladder.Next(now, true, false).Action != LadderAction.None) SeeRootEnd();
        var step = _ladder.Next(now, _end is null, output.IsComplete);
        _ladder = step.After;
        _signals.Send(step.Action);

        exitFile.Retry(now);
        var (action, endingWakeAt) = EndingRules.Next(now, _end?.At, output.IsComplete, _told, exitFile.RetryAt is not null);
        if (action is EndingAction.SettleWithOutput or EndingAction.SettleWithoutOutput)
        {
            Settle(now);
            return Advance(now, out wakeAt);
        }

        var lookForHostAt = waker.Look(now, links.HasHost);
        wakeAt = Earliest(
            step.WakeAt, endingWakeAt, exitFile.RetryAt, lookForHostAt, links.WakeAt(now), output.Advance(now), links.TellGrowth(output.ReadableBytes, now),
            _input.Advance(now));
        return action != EndingAction.Leave || lookForHostAt is not null;
    }

    private void Wait(TimeSpan? wakeAt)
    {
        _entries[RootRow] = new PollEntry(command.End.Number, PollEntry.In);
        _entries[OrphanRow] = orphans.Watch();
        output.Watch(_entries.AsSpan(OutputRow, 2));
        _entries[InputRow] = _input.Watch();
        var count = LinksRow + links.Watch(_entries.AsSpan(LinksRow), Now);
        var ready = _entries.AsSpan(0, count);
        if (Poller.Wait(ready, PollTimeout.Milliseconds(Now, wakeAt)) == 0) return;

        if (ready[RootRow].IsReady) SeeRootEnd();
        if (ready[OrphanRow].IsReady) orphans.Handle(command.Pid);
        output.Handle(ready.Slice(OutputRow, 2));
        if (KillPoint.IsArmed && output.StdoutBytes > 0) KillPoint.Reach(KillPoints.Keeper.FirstOutput);
        links.Handle(ready[LinksRow..], Now, _desk!);
    }

    private void SeeRootEnd()
    {
        if (_end is not null || ChildProcess.PeekEnd(command.Pid) is not { } end) return;
        KillPoint.Reach(KillPoints.Keeper.EndSeen);
        _end = new RootEnd(
            Now, DateTimeOffset.UtcNow, end, _signals.Cause, end.Signal == Signals.Kill && _signals.Cause is null && memory.HaveGrown,
            command.Reach?.WhyNotReached(end, _signals.Cause));
        command.End.Dispose();
        _input.Break();
        links.Tell(new KeeperFrame(KeeperFrameKind.Exited, _end.ToRecord(output).ToJson()));
    }

    /// <summary>Disk first, then tell: a host that knows of the end finds it after any crash.</summary>
    private void Settle(TimeSpan now)
    {
        var record = _end!.ToRecord(output);
        _told = record.OutputComplete ? Told.Everything : Told.EndWithoutOutput;
        exitFile.Write(record, now);
        waker.Begin(now);
        KillPoint.Reach(KillPoints.Keeper.ExitWritten);
        links.Tell(new KeeperFrame(KeeperFrameKind.Settled, record.ToJson()));
        KillPoint.Reach(KillPoints.Keeper.SettledTold);
    }

    private static TimeSpan? Earliest(params ReadOnlySpan<TimeSpan?> times)
    {
        TimeSpan? earliest = null;
        foreach (var time in times)
            if (time is { } candidate && !(earliest <= candidate))
                earliest = candidate;
        return earliest;
    }
}
