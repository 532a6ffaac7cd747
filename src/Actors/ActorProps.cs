using Akka.Actor;

namespace AgentExec.Actors;

/// <summary>
/// Props from a plain delegate. Akka's own take an expression tree, which Native AOT can only interpret, and create the actor by reflection.
/// </summary>
public static class ActorProps
{
    public static Props Of<TActor>(Func<TActor> create) where TActor : ActorBase => Props.CreateBy(new Producer<TActor>(create));

    private sealed class Producer<TActor>(Func<TActor> create) : IIndirectActorProducer where TActor : ActorBase
    {
        public Type ActorType => typeof(TActor);

        public ActorBase Produce() => create();

        public void Release(ActorBase actor)
        {
            // Nothing is pooled.
        }
    }
}
