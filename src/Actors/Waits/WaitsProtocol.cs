namespace AgentExec.Actors.Waits;

/// <summary>What passes between <c>/user/waits</c> and its children.</summary>
internal static class WaitsProtocol
{
    /// <summary>To a new child: go on.</summary>
    public sealed record Begin;

    /// <summary>From a child: its asker was answered.</summary>
    public sealed record Answered;
}
