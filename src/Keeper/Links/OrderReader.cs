using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Links;

/// <summary>Takes the orders out of a connection. A kind that is not known is from a later release and skipped; one that cannot be right ends the connection.</summary>
internal static class OrderReader
{
    public static void Take(HostConnection connection, Action<SignalOrder> handle)
    {
        while (connection.TryTake(out var frame))
        {
            if (frame.Kind == KeeperFrameKind.Launch) connection.Dispose();
            if (frame.Kind == KeeperFrameKind.WatchOutput) connection.Growth.Watch();
            if (frame.Kind == KeeperFrameKind.NextToTree) connection.NextToTree = true;
            if (frame.Kind != KeeperFrameKind.Signal) continue;
            if (Decode(frame) is { } order) handle(order with { Tree = connection.NextToTree });
            else connection.Dispose();
            connection.NextToTree = false;
        }
    }

    private static SignalOrder? Decode(KeeperFrame frame)
    {
        try
        {
            return SignalOrder.Decode(frame.Payload);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
