namespace AgentExec.Tests.Support;

/// <summary>How long any test waits for anything before it fails. Never part of a success: tests wait on facts, not on time.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
}
