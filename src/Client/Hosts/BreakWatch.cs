using AgentExec.Contracts.Errors;
using Akka.Actor;
using Akka.Remote;

namespace AgentExec.Client.Hosts;

/// <summary>Hears of failed and ended associations, which an asker would otherwise notice only when its time is over.</summary>
internal sealed class BreakWatch(TaskCompletionSource<string> broken) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AssociationErrorEvent error: broken.TrySetResult(LoopbackRule.RefusalOf(error.Cause) is { } refused ? refused.Message : Causes.Innermost(error.Cause).Message); break;
            case DisassociatedEvent: broken.TrySetResult("the connection was closed"); break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>Creates it without reflection.</summary>
    internal sealed class Producer(TaskCompletionSource<string> broken) : IIndirectActorProducer
    {
        public Type ActorType => typeof(BreakWatch);

        public ActorBase Produce() => new BreakWatch(broken);

        public void Release(ActorBase actor)
        {
            // Nothing is pooled.
        }
    }
}
