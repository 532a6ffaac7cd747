using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Events;

/// <summary>What sessions ask of the inbox, beside the requests of clients.</summary>
public static class EventsProtocol
{
    /// <summary>Put this into the inbox, once however often it is said; its cursor is given there. Answered by <see cref="Queued"/>.</summary>
    public sealed record Queue(SessionEvent Event);

    /// <summary>It is on disk.</summary>
    public sealed record Queued(string JobId);

    /// <summary>The end of this job has been told: nobody needs to be told again. Not answered.</summary>
    public sealed record Acknowledge(string JobId);
}
