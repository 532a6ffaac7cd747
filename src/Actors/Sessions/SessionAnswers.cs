using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>The answers of a session that are no views of it.</summary>
internal static class SessionAnswers
{
    /// <summary>Nothing can be done about this question any more; what is none needs no answer.</summary>
    public static void Refuse(IActorRef asker, object message, string error)
    {
        switch (message)
        {
            case Asked asked: asker.Tell(new ToolReply(ToolFailure.Of(error)) { RequestId = asked.Request.RequestId }); break;
            case PollAbandonRequest abandon: asker.Tell(new PollAbandonReply(GivenBack: false) { RequestId = abandon.RequestId }); break;
            default: break;
        }
    }

    /// <summary>Lines of the output, when they are there.</summary>
    public static void Log(IActorRef asker, IActorRef self, Known now, ProcessRequest request, SessionLogs logs) =>
        logs.Read(now, request).PipeTo(
            asker,
            self,
            log => new ToolReply(log) { RequestId = request.RequestId },
            error => new ToolReply(ToolFailure.Of(SessionTexts.Unreadable(now, error.Message))) { RequestId = request.RequestId });
}
