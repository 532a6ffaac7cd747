using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Links;

/// <summary>Takes the orders out of a connection. A kind that is not known is from a later release and skipped; one that cannot be right ends the connection.</summary>
internal static class OrderReader
{
    public static void Take(HostConnection connection, OrderDesk desk)
    {
        while (connection.TryTake(out var frame))
        {
            try
            {
                Obey(frame, connection, desk);
            }
            catch (InvalidDataException)
            {
                connection.Dispose();
            }
        }
    }

    private static void Obey(KeeperFrame frame, HostConnection connection, OrderDesk desk)
    {
        switch (frame.Kind)
        {
            case KeeperFrameKind.Launch:
                connection.Dispose();
                break;
            case KeeperFrameKind.WatchOutput:
                connection.Growth.Watch();
                break;
            case KeeperFrameKind.NextToTree:
                connection.NextToTree = true;
                break;
            case KeeperFrameKind.WakeHost:
                desk.Wake(WakeOrder.Decode(frame.Payload));
                break;
            case KeeperFrameKind.Input:
                desk.Input(InputOrder.Decode(frame.Payload), connection);
                break;
            case KeeperFrameKind.CloseInput:
                desk.CloseInput(InputOrder.Decode(frame.Payload), connection);
                break;
            case KeeperFrameKind.Resize:
                desk.Resize(TerminalSize.Decode(frame.Payload));
                break;
            case KeeperFrameKind.Signal:
                desk.Signal(SignalOrder.Decode(frame.Payload) with { Tree = connection.NextToTree });
                connection.NextToTree = false;
                break;
        }
    }
}
