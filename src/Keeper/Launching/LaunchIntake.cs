using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Links;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>The first frame of the first link: the order, or why there is none.</summary>
internal readonly record struct LaunchIntake(LaunchOrder? Order, bool IsMalformed)
{
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

    private static LaunchIntake Decode(KeeperFrame frame)
    {
        try
        {
            return frame.Kind == KeeperFrameKind.Launch
                ? new LaunchIntake(LaunchOrder.Decode(frame.Payload), false)
                : new LaunchIntake(null, true);
        }
        catch (InvalidDataException)
        {
            return new LaunchIntake(null, true);
        }
    }
}
