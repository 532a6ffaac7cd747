using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>Who waits for a session to be ended, by <c>kill</c> or <c>remove</c>.</summary>
internal sealed class SessionKills
{
    private readonly List<(IActorRef Asker, ProcessRequest Request)> _askers = [];

    /// <summary>Why the newest state of the job is not on disk; null when it is.</summary>
    public string? Unrecorded { get; set; }

    public bool Any => _askers.Count > 0;

    public void Add(IActorRef asker, ProcessRequest request)
    {
        _askers.RemoveAll(known => known.Request.RequestId == request.RequestId);
        _askers.Add((asker, request));
    }

    /// <summary>It has ended; whether it is to be taken off the list.</summary>
    public bool Confirm(Known now)
    {
        var remove = _askers.Exists(known => known.Request.Call.Action == ProcessAction.Remove);
        Answer(SessionViews.Done(now));
        return remove;
    }

    /// <summary>Its end did not come in time, or is not on disk.</summary>
    public void GiveUp(Known now) =>
        Refuse(Unrecorded is { } why ? SessionTexts.Unrecorded(now.JobId, why) : SessionTexts.Unkillable(now));

    public void Refuse(string error) => Answer(ToolFailure.Of(error));

    private void Answer(ToolResult result)
    {
        foreach (var (asker, request) in _askers) asker.Tell(new ToolReply(result) { RequestId = request.RequestId });
        _askers.Clear();
    }
}
