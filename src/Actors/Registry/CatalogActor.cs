using AgentExec.Actors.Storage;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Registry;

/// <summary>Answers <c>list</c> beside the registry, so that reading ten thousand directories delays no job.</summary>
public sealed class CatalogActor(IJobStore store) : UntypedActor
{
    private readonly JobCatalog _catalog = new(store);

    public static Props Props(IJobStore store) => ActorProps.Of(() => new CatalogActor(store));

    protected override void OnReceive(object message)
    {
        if (message is not ListRequest list) Unhandled(message);
        else Sender.Tell(ListQuery.Answer(list, _catalog.Read()));
    }
}
