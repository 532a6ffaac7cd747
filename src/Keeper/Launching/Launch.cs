using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Ending;
using AgentExec.Keeper.Links;
using AgentExec.Keeper.Output;
using AgentExec.Keeper.Waking;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>From an order to a kept command, or to the record of why there is none.</summary>
internal static class Launch
{
    public static JobKeeper? Attempt(FileDescriptor directory, LaunchOrder order, HostLinks links)
    {
        var exitFile = new ExitFile(directory);
        try
        {
            // Whatever can fail comes before the spawn: from then on there is a process to look after.
            LockMark.OrderTaken();
            KillPoint.Reach(KillPoints.Keeper.OrderTaken);
            var logs = JobLogs.Open(directory, order);
            KillPoint.Reach(KillPoints.Keeper.LogsOpened);
            var orphans = new OrphanReaper();
            var memory = MemoryKills.Watch();
            var (command, failure) = CommandLauncher.Start(order);
            if (command is not null)
                return new JobKeeper(command, logs.Capture(command), order, links, exitFile, orphans, memory, new HostWaker(directory));
            Report(failure!, links, exitFile);
        }
        catch (PosixException e)
        {
            Report(new LaunchFailure(e.Message, e.Errno), links, exitFile);
        }

        return null;
    }

    private static void Report(LaunchFailure failure, HostLinks links, ExitFile exitFile)
    {
        var record = failure.ToRecord(DateTimeOffset.UtcNow);
        exitFile.Write(record, TimeSpan.Zero);
        links.Tell(new KeeperFrame(KeeperFrameKind.Settled, record.ToJson()));
        exitFile.Persist();
    }
}
