using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Jobs;

/// <summary>Kill requests that came before it was known that the job runs and is ours to signal.</summary>
internal sealed class EarlyKills
{
    private readonly Queue<(IActorRef Asker, KillRequest Kill)> _waiting = [];

    public bool AreNone => _waiting.Count == 0;

    public void Add(IActorRef asker, KillRequest kill) => _waiting.Enqueue((asker, kill));

    /// <summary>Hands each on, oldest first; one that is put back by that waits for the next time.</summary>
    public void HandTo(Action<IActorRef, KillRequest> kill)
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var (asker, request) = _waiting.Dequeue();
            kill(asker, request);
        }
    }

    public void RefuseAll(ErrorDetail error) =>
        HandTo((asker, kill) => asker.Tell(new ErrorReply(error) { RequestId = kill.RequestId }));
}
