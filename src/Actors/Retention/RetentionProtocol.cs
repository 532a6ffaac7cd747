using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Retention;

/// <summary>The messages of <see cref="RetentionActor"/>.</summary>
public static class RetentionProtocol
{
    /// <summary>Adds the state of retention to a reply and sends it to the sender.</summary>
    public sealed record Describe(HostStatusReply Reply);
}
