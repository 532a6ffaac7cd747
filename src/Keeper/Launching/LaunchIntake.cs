using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Links;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>The first frame of the first link: the order, or why there is none.</summary>
internal sealed record LaunchIntake(LaunchOrder? Order, bool IsMalformed)
{
    private const int LargeOrderBytes = 256 * 1024;

    /// <summary>Size of the order as it came.</summary>
    public int OrderBytes { get; private init; }

    /// <summary>Waits for it. A host that died before the whole order was sent wanted nothing to run.</summary>
    public static LaunchIntake Read(HostConnection link)
    {
        Span<PollEntry> entries = [new PollEntry(link.Descriptor, PollEntry.In)];
        while (link.IsOpen)
        {
            _ = Poller.Wait(entries, -1);
            link.Receive();
            if (link.TryTake(out var frame)) return Decode(frame);
        }

        return new LaunchIntake(null, link.WasMalformed);
    }

    /// <summary>
    /// Gives the memory of a large environment back to the system once no one refers to the order any more: the keeper may wait for days. Costs a
    /// millisecond or two, so a usual order is left to the collector, which will never run.
    /// </summary>
    public static void Forget(int orderBytes)
    {
        if (orderBytes > LargeOrderBytes) GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static LaunchIntake Decode(KeeperFrame frame)
    {
        try
        {
            return frame.Kind == KeeperFrameKind.Launch
                ? new LaunchIntake(LaunchOrder.Decode(frame.Payload), false) { OrderBytes = frame.Payload.Length }
                : new LaunchIntake(null, true);
        }
        catch (InvalidDataException)
        {
            return new LaunchIntake(null, true);
        }
    }
}
