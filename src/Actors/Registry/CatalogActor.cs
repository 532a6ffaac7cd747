using AgentExec.Actors.Storage;
using AgentExec.Contracts.Errors;
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
        if (message is not ListRequest list)
        {
            Unhandled(message);
            return;
        }

        try
        {
            Sender.Tell(ListQuery.Answer(list, _catalog.Read()));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Sender.Tell(new ErrorReply(ErrorDetail.Internal($"the jobs root cannot be read: {error.Message}")) { RequestId = list.RequestId });
        }
    }
}
