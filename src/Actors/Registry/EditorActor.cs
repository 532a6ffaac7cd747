using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Registry;

/// <summary>Edits the descriptions of jobs that have no actor any more, or never had one, beside the registry (contract A18, A19: works in any state).</summary>
public sealed class EditorActor(JobServices services) : UntypedActor
{
    public static Props Props(JobServices services) => ActorProps.Of(() => new EditorActor(services));

    protected override void OnReceive(object message)
    {
        if (message is TagSetRequest or NotifySetRequest)
        {
            var request = (JobRequest)message;
            var (meta, state) = (services.Store.ReadMeta(request.JobId), services.Store.ReadState(request.JobId));
            Sender.Tell(JobEditor.Edit(request.JobId, meta, state, request, services).Reply);
            return;
        }

        Unhandled(message);
    }
}
