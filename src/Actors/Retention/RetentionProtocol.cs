using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Retention;

/// <summary>What others say to <see cref="RetentionActor"/>.</summary>
public static class RetentionProtocol
{
    /// <summary>Send this on to whoever asked, with what is known of the sweeps.</summary>
    public sealed record Describe(HostStatusReply Reply);
}
