using AgentExec.Contracts.Keeping;
using Akka.Actor;

namespace AgentExec.Actors.Processes;

/// <summary>What the owner of a job's process hears of its keeper and tells itself to do later.</summary>
internal static class Conversation
{
    internal sealed record FrameRead(int Conversation, KeeperFrame Frame);

    internal sealed record LinkClosed(int Conversation);

    /// <summary>Look for the keeper again.</summary>
    internal sealed record TryAgain;

    /// <summary>Look at another program's job again.</summary>
    internal sealed record Look;

    /// <summary>The keeper should have said something by now.</summary>
    internal sealed record LaunchOverdue;

    /// <summary>Turns the link's calls into messages that name their conversation, so that a stale one is dropped.</summary>
    internal sealed class Listener(IActorRef self, int conversation) : IKeeperListener
    {
        public void OnFrame(KeeperFrame frame) => self.Tell(new FrameRead(conversation, frame));

        public void OnClosed() => self.Tell(new LinkClosed(conversation));
    }
}
